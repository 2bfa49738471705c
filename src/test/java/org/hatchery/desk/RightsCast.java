package org.hatchery.desk;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Story;
import org.hatchery.desk.RightsTable.Who;
import org.hatchery.desk.RightsTable.Whose;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.incubation.IncubationStory;
import org.hatchery.project.Area;
import org.hatchery.project.Documents;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.springframework.stereotype.Component;

/**
 * One person for each column of docs/rights.md, with what is theirs, their neighbour's and another branch's: the neighbour is
 * another community of the same street (for the supervisor, who has a street: another street), the other branch another street.
 */
@Component
class RightsCast {

  private final Story story;
  private final EvaluationStory evaluation;
  private final IncubationStory incubation;
  private final SampleProjects samples;
  private final Projects projects;
  private final Documents documents;
  private final TaskBatches batches;
  private final RuntimeService runtime;
  private final FilterService filters;
  private final RepositoryService repository;

  private final Map<Who, String> people = new EnumMap<>(Who.class);
  private final Map<Who, Map<Whose, Place>> places = new EnumMap<>(Who.class);

  RightsCast(
      Story story, EvaluationStory evaluation, IncubationStory incubation, SampleProjects samples, Projects projects,
      Documents documents, TaskBatches batches, RuntimeService runtime, FilterService filters, RepositoryService repository) {
    this.story = story;
    this.evaluation = evaluation;
    this.incubation = incubation;
    this.samples = samples;
    this.projects = projects;
    this.documents = documents;
    this.batches = batches;
    this.runtime = runtime;
    this.filters = filters;
    this.repository = repository;
  }

  /** What stands in the braces of a path. @param user somebody of there */
  private record Place(String caseNumber, Task task, String document, String batch, String user) {}

  String person(Who who) {
    return people.get(who);
  }

  void gather() {
    String drawn = begun("yijian");
    evaluation.accept(drawn);
    story.runJobs();
    Task score = story.tasks(drawn, "scoreProposal").get(0);
    people.putAll(
        Map.of(
            Who.LEADER, "yijian.leader", Who.MEMBER, "yijian.member1", Who.CLERK, "gangshan-c1.clerk", Who.SIGNER, "gangshan-c1.signer",
            Who.EXPERT, score.getAssignee(), Who.MENTOR, "gangshan-center.mentor1", Who.SUPERVISOR, "gangshan.supervisor",
            Who.ADMINISTRATOR, "admin"));
    String own = begun("yijian");
    String neighbour = begun("wenxin");
    String other = begun("xiyang");
    String third = begun("quanxiaoge");
    Place screening = place(own, story.task(own, "screenProposal"), "gangshan-c1.clerk");
    Place screeningBeside = place(neighbour, story.task(neighbour, "screenProposal"), "gangshan-c2.clerk");
    Place screeningAway = place(other, story.task(other, "screenProposal"), "qianquan-c1.clerk");
    Place scoring = place(drawn, score, score.getAssignee());
    places.put(Who.NOBODY, where(screening, screeningBeside, screeningAway));
    places.put(
        Who.LEADER,
        where(started(own, "yijian.leader", "withdrawal"), started(neighbour, "wenxin.leader", "withdrawal"),
            started(other, "xiyang.leader", "withdrawal")));
    places.put(Who.MEMBER, where(of("yijian.member1", places.get(Who.LEADER).get(Whose.OWN)),
        of("wenxin.member1", screeningBeside), of("xiyang.member1", screeningAway)));
    places.put(Who.CLERK, where(screening, screeningBeside, screeningAway));
    places.put(
        Who.SIGNER,
        where(started(own, "gangshan-c1.signer", "termination"), started(neighbour, "gangshan-c2.signer", "termination"),
            started(other, "qianquan-c1.signer", "termination")));
    places.put(Who.EXPERT, where(scoring, screeningBeside, screeningAway));
    places.put(Who.MENTOR, where(incubated(), screeningBeside, screeningAway));
    places.put(
        Who.SUPERVISOR,
        where(of("gangshan.supervisor", scoring), of("qianquan.supervisor", screeningAway),
            of("fushan.supervisor", place(third, story.task(third, "screenProposal"), "fushan.supervisor"))));
    places.put(Who.ADMINISTRATOR, where(of("admin", scoring), screeningBeside, screeningAway));
  }

  private String begun(String group) {
    String number = samples.inStage(Stage.EVALUATION, group, Area.ELDERLY, "ZJ-RIGHTS-" + UUID.randomUUID());
    runtime.createProcessInstanceByKey("project").businessKey(number).startBeforeActivity("evaluationStage").execute();
    story.runJobs();
    return number;
  }

  private Place started(String caseNumber, String user, String process) {
    String request = story.start(user, process, Map.of());
    return place(caseNumber, story.task(request, story.open(request).get(0)), user);
  }

  private Place incubated() {
    String number = samples.inStage(Stage.INCUBATION, "yijian");
    projects.enter(number, Stage.INCUBATION);
    runtime.startProcessInstanceByKey("incubation", number);
    incubation.begin(number, List.of(incubation.milestone("招募志愿者", 30, null)));
    story.submit(
        "yijian.leader", number, "reportMilestone",
        Map.of("decision", "submit", "report", "服务老人 36 人次", "proofs", List.of(incubation.document(number, "签到表.pdf"))));
    return place(number, story.task(number, "verifyMilestone"), "gangshan-center.mentor1");
  }

  /** A batch of nothing that exists: confirming it does nothing. */
  private Place place(String number, Task task, String user) {
    String document =
        documents.add(number, "走访.txt", "text/plain", "走访".getBytes(StandardCharsets.UTF_8), user).id().toString();
    return of(user, new Place(number, task, document, null, user));
  }

  private Place of(String user, Place place) {
    String batch = batches.prepare(user, OneTask.Action.CLAIM, List.of("none")).toString();
    return new Place(place.caseNumber(), place.task(), place.document(), batch, user);
  }

  private static Map<Whose, Place> where(Place own, Place neighbour, Place otherBranch) {
    return Map.of(Whose.OWN, own, Whose.NEIGHBOUR, neighbour, Whose.OTHER_BRANCH, otherBranch);
  }

  String task(Who who, Whose whose) {
    return places.get(who).get(whose).task().getId();
  }

  String user(Who who, Whose whose) {
    return places.get(who).get(whose).user();
  }

  /** The path of a row with what stands in its braces for this person. */
  String path(RightsTable.Row row, Who who, Whose whose) {
    Place place = places.get(who).get(whose);
    String id = row.path().startsWith("/desk/documents/") ? place.document()
        : row.path().startsWith("/desk/tasks/batches/") ? place.batch() : place.task().getId();
    return row.path()
        .replace("{number}", row.path().startsWith("/portal/") ? "GS-NONE" : place.caseNumber())
        .replace("{id}", id)
        .replace("{task}", place.task().getId())
        .replace("{instance}", place.task().getProcessInstanceId())
        .replace("{me}", place.user())
        .replace("{user}", place.user())
        .replace("{draw}", "1")
        .replace("{code}", "none")
        .replace("{list}", "projects")
        .replace("{app}", "tasklist")
        .replace("{engine}", "default")
        .replace("{plugin}", "tasklistPlugins")
        .replace("{definition}", definition("project"))
        .replace("{process}", definition("withdrawal"))
        .replace("{filter}", filters.createFilterQuery().filterName("我的任务").list().get(0).getId());
  }

  private String definition(String key) {
    return repository.createProcessDefinitionQuery().processDefinitionKey(key).latestVersion().singleResult().getId();
  }
}
