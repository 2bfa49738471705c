package org.hatchery.desk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.incubation.IncubationStory;
import org.hatchery.operation.Feedback;
import org.hatchery.operation.OperationStory;
import org.hatchery.project.Area;
import org.hatchery.project.Documents;
import org.hatchery.project.Dossier;
import org.hatchery.project.Masking;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Who reads what of a project in incubation, rectification and branded operation, role by role: as {@link WhoSeesWhatTest},
 * for telephones that people write into reports, what mentors and officials note, and what is decided before it is told.
 */
@HatcheryTest
class WhoSeesTheLibraryTest {

  private static final String LEADER = "xiyang.leader";
  private static final String MENTOR = "qianquan-center.mentor1";
  private static final String CENTRE = "qianquan-center.signer";
  private static final Set<String> OF_GROUP = Set.of(LEADER, "xiyang.member1");
  private static final Set<String> CLERKS = Set.of("qianquan-c1.clerk", "qianquan.clerk", "qianquan-center.clerk");
  private static final Set<String> OFFICE = Set.of("qianquan.signer", CENTRE, "qianquan.supervisor", "zc.signer", "admin");

  /** Everybody who reads, by what he is. */
  private static final Map<String, String> READERS = readers();

  private static final Set<String> CONCERNED =
      Set.of(
          "leader of the group", "member", "leader of another group", "clerk of the centre", "signer of the street",
          "signer of the centre", "signer of the city", "supervisor", "city administrator");

  @Autowired Story story;
  @Autowired IncubationStory incubation;
  @Autowired OperationStory operation;
  @Autowired Feedback feedback;
  @Autowired CaseReader reader;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Documents documents;
  @Autowired RuntimeService runtime;

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final SoftAssertions all = new SoftAssertions();

  private static Map<String, String> readers() {
    Map<String, String> readers = new LinkedHashMap<>();
    readers.put("resident", null);
    readers.put("leader of the group", LEADER);
    readers.put("member", "xiyang.member1");
    readers.put("leader of another group", "aixin.leader");
    readers.put("clerk of the community", "qianquan-c1.clerk");
    readers.put("clerk of the street", "qianquan.clerk");
    readers.put("clerk of the centre", "qianquan-center.clerk");
    readers.put("signer of the street", "qianquan.signer");
    readers.put("signer of the centre", CENTRE);
    readers.put("signer of the city", "zc.signer");
    readers.put("expert", "qianquan.expert1");
    readers.put("mentor of the project", MENTOR);
    readers.put("another mentor of the centre", "qianquan-center.mentor2");
    readers.put("supervisor", "qianquan.supervisor");
    readers.put("city administrator", "admin");
    return readers;
  }

  @BeforeEach
  void contacts() {
    secrets.clear();
    secrets.put("telephone", "13911114444");
    secrets.put("contact", "公冶长风");
  }

  private String project(Stage stage) {
    String number = samples.inStage(stage, "xiyang", Area.ELDERLY, "ZJ-WHO-LIBRARY");
    Dossier plain = SampleProjects.dossier();
    projects.revise(
        number,
        new Dossier(
            plain.need(), plain.target(), plain.plan(), plain.schedule(), plain.budget(), 12,
            "队长公冶长风，电话 139-1111-4444。", plain.resources(), "", "公冶长风", "13911114444", List.of("申报书")),
        LEADER);
    return number;
  }

  @Test
  void plansReportsAndMentorsNotes() {
    String number = project(Stage.INCUBATION);
    projects.enter(number, Stage.INCUBATION);
    runtime.startProcessInstanceByKey("incubation", number);
    secrets.put("telephone in the report", "13922225552");
    secrets.put("telephone in the mentor's note", "13922225553");
    secrets.put("mentor's note", "导师核验意见之甲");
    secrets.put("draft", "还没有提交的草稿之甲");
    secrets.put("evidence", "佐证材料内容之甲");
    Map<String, Object> plan =
        new HashMap<>(Map.of(
            "decision", "submit", "milestones", List.of(incubation.milestone("招募", 30, null)),
            "scenes", "社区广场，联系物业 13922225551", "training", "区域化管理中心开两次课"));
    story.submit(LEADER, number, "draftPlan", plan);
    shownWithout(CENTRE, number, "approvePlan", "supportRows", "13922225551");
    story.submit(CENTRE, number, "approvePlan",
        Map.of("decision", "approve", "agreementNumber", "XY-" + number, "agreementDate", today()));
    story.submit("qianquan-center.clerk", number, "assignMentor", Map.of("mentor", MENTOR));

    String proof =
        documents.add(number, "签到表.txt", "text/plain", "佐证材料内容之甲".getBytes(), LEADER).id().toString();
    report(number, "submit", "居民 13922225552 家已走访", proof);
    story.submit(MENTOR, number, "verifyMilestone",
        Map.of("decision", "rejected", "opinion", "导师核验意见之甲，请联系 13922225553 补签"));
    report(number, "save", "还没有提交的草稿之甲", proof);
    Set<String> seesTheCase = with(with(OF_GROUP, CLERKS), with(OFFICE, Set.of(MENTOR)));
    Map<String, Set<String>> told = new HashMap<>();
    told.put("telephone in the mentor's note", with(OF_GROUP, CLERKS));
    told.put("mentor's note", seesTheCase);
    told.put("evidence", seesTheCase);
    told.put("draft", Set.of(LEADER));
    Set<String> near = Set.of("leader of the group", "member", "clerk of the centre", "mentor of the project");
    look("the next report is a draft", near, number, List.of("/desk/documents/" + proof), told);

    report(number, "submit", "居民 13922225552 家又走访", proof);
    told.remove("draft");
    look("the next report is with the mentor", READERS.keySet(), number, List.of("/desk/documents/" + proof), told);
    all.assertAll();
  }

  private void shownWithout(String user, String number, String task, String rows, String secret) {
    String shown = story.shown(user, number, task).get(rows).toString();
    all.assertThat(shown).as(task).doesNotContain(secret).contains(Masking.masked(secret));
  }

  private void report(String number, String decision, String text, String proof) {
    story.submit(LEADER, number, "reportMilestone", Map.of("decision", decision, "report", text, "proofs", List.of(proof)));
  }

  private String today() {
    return story.now().atZone(WorkCalendar.ZONE).toLocalDate().toString();
  }

  @Test
  void whatIsPutRightAndWhyAProjectLeaves() {
    String number = project(Stage.RECTIFICATION);
    runtime.createProcessInstanceByKey("project").businessKey(number).startBeforeActivity("rectificationStage").execute();
    story.runJobs();
    secrets.put("telephone in the report", "13922226661");
    secrets.put("telephone in the reason", "13922226662");
    secrets.put("reason", "整改不到位之甲");
    String proof =
        documents.add(number, "整改.txt", "text/plain", "整改".getBytes(), LEADER).id().toString();
    story.submit(LEADER, number, "reportRectification",
        Map.of("decision", "submit", "report", "已向居民 13922226661 道歉", "proofs", List.of(proof)));
    shownWithout(CENTRE, number, "verifyRectification", "reportRows", "13922226661");

    story.submit(CENTRE, number, "verifyRectification",
        Map.of("decision", "notCleared", "reason", "整改不到位之甲，居民 13922226662 仍不满意"));
    look(
        "the project has left",
        Set.of("resident", "leader of the group", "leader of another group", "clerk of the centre", "signer of the centre",
            "mentor of the project", "supervisor", "city administrator"), number, List.of(),
        Map.of(
            "telephone in the reason", with(OF_GROUP, CLERKS),
            "reason", with(with(OF_GROUP, CLERKS), OFFICE)));
    all.assertAll();
  }

  @Test
  void opinionsOnABrandAndItsRenewal() {
    String number = project(Stage.OPERATION);
    operation.aged(number, 7, 0);
    runtime.startProcessInstanceByKey("operation", number);
    operation.apply(number, "暖阳" + number);
    secrets.put("opinion of the street", "街道推荐意见之甲");
    secrets.put("opinion of the city", "市级认定意见之甲");
    secrets.put("telephone in the opinion", "13922227771");
    story.submit("qianquan.signer", number, "recommendBrand",
        Map.of("decision", "recommend", "opinion", "街道推荐意见之甲，可问居民 13922227771"));
    look(
        "the street has recommended", CONCERNED, number, List.of(),
        Map.of("opinion of the street", Set.of("qianquan.signer", "zc.signer", "qianquan.supervisor", "admin")));
    story.submit("zc.signer", number, "grantBrand", Map.of("decision", "grant", "opinion", "市级认定意见之甲"));
    look(
        "the notice is up",
        Set.of("resident", "leader of the group", "leader of another group", "clerk of the street", "signer of the centre"), number, List.of("/portal/notices/" + operation.notice(number)),
        Map.of(
            "opinion of the street", with(with(OF_GROUP, CLERKS), OFFICE),
            "opinion of the city", with(with(OF_GROUP, CLERKS), OFFICE),
            "telephone in the opinion", with(OF_GROUP, CLERKS)));

    operation.noticePasses(number);
    renewal(number);
    all.assertAll();
  }

  private void renewal(String number) {
    operation.drawn(number, false);
    secrets.put("complaint", "活动时态度粗暴之甲");
    secrets.put("telephone in the complaint", "13922228881");
    secrets.put("telephone in the report", "13922228882");
    feedback.complain(number, "活动时态度粗暴之甲，投诉人电话 13922228881");
    while (story.tasks(number, "decideRenewal").isEmpty()) {
      operation.quarterEnds(number);
      story.submit(LEADER, number, "fileReport",
          Map.of("decision", "submit", "activities", 12, "hours", 120, "served", 300,
              "summary", "联系 13922228882 的老人最多。"));
      story.runJobs();
    }
    secrets.put("signal", "有群众投诉");
    // told with the award
    secrets.keySet().removeAll(Set.of("opinion of the street", "opinion of the city", "telephone in the opinion"));
    look(
        "the renewal is with the centre", CONCERNED, number, List.of(),
        Map.of("signal", Set.of(CENTRE, "qianquan.supervisor", "admin")));
  }

  /** @param told who is to know what the dossier does not tell already; what is not named there is known to nobody */
  private void look(
      String when, Set<String> roles, String number, List<String> pages, Map<String, Set<String>> told) {
    CaseReader.Wanted wanted =
        new CaseReader.Wanted(List.of(number), List.of(), pages, false);
    Map<String, Map<String, String>> read = reader.read(roles.stream().map(READERS::get).toList(), wanted);
    roles.forEach(
        role -> {
          String user = READERS.get(role) == null ? "" : READERS.get(role);
          Set<String> must = new TreeSet<>();
          if (OF_GROUP.contains(user) || CLERKS.contains(user)) {
            must.addAll(Set.of("telephone", "contact"));
          }
          told.forEach((secret, who) -> {
            if (who.contains(user)) {
              must.add(secret);
            }
          });
          CaseReader.look(all, when + ", " + role, read.get(user), secrets, must, besides(user));
        });
  }

  /** What stands in a form or a page of theirs at times only. */
  private static Set<String> besides(String user) {
    if ("qianquan-center.mentor2".equals(user)) {
      // may take the task over while it is open
      return Set.of("mentor's note");
    }
    return LEADER.equals(user) || CLERKS.contains(user)
        ? Set.of("telephone in the report")
        : Set.of();
  }

  private static Set<String> with(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
