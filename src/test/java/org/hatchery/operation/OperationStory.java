package org.hatchery.operation;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hatchery.Story;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.Documents;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.publicity.NoticeStory;
import org.hatchery.publicity.Notices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Walks branding and regular operation through their real tasks, for stories that need a project there. */
@Component
public class OperationStory {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  private final Story story;
  private final Projects projects;
  private final Notices notices;
  private final NoticeStory noticeStory;
  private final Brands brands;
  private final Quarters quarters;
  private final WorkCalendar calendar;
  private final Documents documents;
  private final JdbcClient jdbc;

  OperationStory(
      Story story, Projects projects, Notices notices, NoticeStory noticeStory, Brands brands, Quarters quarters, WorkCalendar calendar,
      Documents documents, JdbcClient jdbc) {
    this.story = story;
    this.projects = projects;
    this.notices = notices;
    this.noticeStory = noticeStory;
    this.brands = brands;
    this.quarters = quarters;
    this.calendar = calendar;
    this.documents = documents;
    this.jdbc = jdbc;
  }

  /** From the open task applyBrand to the award. The project has been in the library for 6 months: {@link #aged}. */
  public void brand(String caseNumber, String brandName) {
    announced(caseNumber, brandName);
    noticePasses(caseNumber);
  }

  /** From the open task applyBrand to the notice. */
  void announced(String caseNumber, String brandName) {
    apply(caseNumber, brandName);
    story.submit(streetSigner(caseNumber), caseNumber, "recommendBrand", Map.of("decision", "recommend"));
    story.submit("zc.signer", caseNumber, "grantBrand", Map.of("decision", "grant"));
  }

  public void apply(String caseNumber, String brandName) {
    story.submit(leader(caseNumber), caseNumber, "applyBrand", application(caseNumber, brandName));
  }

  /** The filled-in form; its files are put into the case. */
  Map<String, Object> application(String caseNumber, String brandName) {
    return Map.of(
        "decision", "submit",
        "brandName", brandName,
        "emblem", List.of(file(caseNumber, "红剪刀标识.png", "image/png")),
        "serviceStandard", List.of(file(caseNumber, "义剪服务标准.pdf", "application/pdf")),
        "handbook", List.of(file(caseNumber, "工作方法手册.docx", DOCX)));
  }

  /** @return id of the document of this name in the case */
  String file(String caseNumber, String name, String kind) {
    return documents.of(caseNumber).stream()
        .filter(document -> document.name().equals(name))
        .findFirst()
        .orElseGet(() -> documents.add(caseNumber, name, kind, name.getBytes(StandardCharsets.UTF_8), leader(caseNumber)))
        .id()
        .toString();
  }

  public void noticePasses(String caseNumber) {
    story.moveTo(notices.get(notice(caseNumber)).endsAt().plusSeconds(60));
  }

  /** Number of the latest notice that announces something of the case. */
  public String notice(String caseNumber) {
    return jdbc.sql(
            """
            select n.number from hatchery.notice n join hatchery.notice_item i on i.notice = n.number
            where i.case_number = :case order by n.opened_at desc, n.number desc limit 1
            """)
        .param("case", caseNumber)
        .query(String.class)
        .single();
  }

  /** As if it had been in the library for so many months and days. */
  public void aged(String caseNumber, int months, int days) {
    LocalDate admitted = calendar.today().minusMonths(months).minusDays(days);
    jdbc.sql("update hatchery.project set admitted_at = :at where case_number = :case")
        .param("at", Timestamp.from(admitted.atTime(12, 0).atZone(ZONE).toInstant()))
        .param("case", caseNumber)
        .update();
  }

  /**
   * Files four reports of the running year and comes to the renewal, which is not drawn as a sample: without signals
   * the next year begins by rule.
   */
  public void year(String caseNumber) {
    drawn(caseNumber, false);
    int year = brands.get(caseNumber).year();
    while (!story.tasks(caseNumber, "fileReport").isEmpty()
        || quarters.current(caseNumber).filedBy() == null && !quarters.current(caseNumber).overdue()
            && quarters.current(caseNumber).year() == year) {
      report(caseNumber, 12, 120, 300);
    }
    story.runJobs();
  }

  /** Four reports, the renewal drawn as a sample: the group wants to end, and the centre agrees. */
  public void endAtTheGroupsWish(String caseNumber) {
    drawn(caseNumber, true);
    while (story.tasks(caseNumber, "decideRenewal").isEmpty()) {
      report(caseNumber, 12, 120, 300);
    }
    story.submit(
        centreSigner(caseNumber), caseNumber, "decideRenewal", Map.of("decision", "end", "reason", "队伍主要成员外出，自愿结束。"));
    story.runJobs();
  }

  /** Moves to the end of the running quarter and files its report. */
  void report(String caseNumber, int activities, int hours, int served) {
    quarterEnds(caseNumber);
    story.submit(
        leader(caseNumber), caseNumber, "fileReport",
        Map.of("decision", "submit", "activities", activities, "hours", hours, "served", served,
            "summary", "按计划开展，居民满意。"));
    story.runJobs();
  }

  public void quarterEnds(String caseNumber) {
    if (story.tasks(caseNumber, "fileReport").isEmpty()) {
      story.moveTo(calendar.endOfDay(quarters.current(caseNumber).endsOn()).plusSeconds(60));
    }
  }

  /** Moves past the term of the running quarter's report, which nobody files. */
  void reportMissed(String caseNumber) {
    quarterEnds(caseNumber);
    story.moveTo(quarters.current(caseNumber).dueAt().plusSeconds(60));
  }

  /** Fixes whether the renewal of the running year will be drawn as a sample (one of ten is). */
  public void drawn(String caseNumber, boolean sample) {
    long seed = 0;
    while (new Random(seed).nextDouble() < 0.1 != sample) {
      seed++;
    }
    jdbc.sql("update hatchery.brand set draw_seed = :seed where case_number = :case")
        .param("seed", seed)
        .param("case", caseNumber)
        .update();
  }

  String leader(String caseNumber) {
    return projects.get(caseNumber).group() + ".leader";
  }

  String streetSigner(String caseNumber) {
    return projects.get(caseNumber).street() + ".signer";
  }

  String centreSigner(String caseNumber) {
    return projects.get(caseNumber).centre() + ".signer";
  }

  /** Somebody objects to what was announced of the case, and it is decided. */
  void object(String caseNumber, String decider, String decision) {
    Project project = projects.get(caseNumber);
    String clerk = project.street() + ".clerk";
    String objection = story.start(clerk, "objection", Map.of());
    story.submit(
        clerk, objection, "recordObjection",
        Map.of(
            "decision", "register", "item", notice(caseNumber) + "|" + caseNumber, "facts", "名称与邻市品牌相同。",
            "objector", "王先生", "contact", "13911112222"));
    noticeStory.state(objection);
    story.submit(decider, objection, "decideObjection", Map.of("decision", decision, "reason", "经核实，情况属实。"));
    story.runJobs();
  }
}
