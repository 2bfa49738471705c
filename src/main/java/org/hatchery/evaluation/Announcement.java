package org.hatchery.evaluation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hatchery.engine.Outcome;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.CallTerms;
import org.hatchery.project.Project;
import org.hatchery.project.ProjectEnded;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.hatchery.publicity.Notices;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All conclusions of a call go up in one notice, once the last is signed; nobody hears a result before (DOMAIN.md,
 * Public notice). A project that is refused, lapses, is withdrawn or terminated does not keep the others waiting: its
 * end is listened to.
 */
@Component
class Announcement {

  private final JdbcClient jdbc;
  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Projects projects;
  private final CallTerms terms;
  private final Organisations organisations;
  private final People people;
  private final Notices notices;
  private final Timeline timeline;
  private final ResultLetter result;
  private final Letters letters;

  Announcement(
      JdbcClient jdbc, Evaluations evaluations, Reviewers reviewers, Projects projects, CallTerms terms,
      Organisations organisations, People people, Notices notices, Timeline timeline,
      ResultLetter result, Letters letters) {
    this.jdbc = jdbc;
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.projects = projects;
    this.terms = terms;
    this.organisations = organisations;
    this.people = people;
    this.notices = notices;
    this.timeline = timeline;
    this.result = result;
    this.letters = letters;
  }

  @EventListener
  void ended(ProjectEnded ended) {
    check(projects.get(ended.caseNumber()).call());
  }

  @EventListener
  void fewer(CallTerms.FewerProposals fewer) {
    check(fewer.call());
  }

  /**
   * Opens the notice of a call where no project of it is still being evaluated and some conclusion waits for a notice.
   * Holds a lock of its own, not the projects': one who ends a project holds that row already, and two would wait for
   * each other for ever.
   */
  void check(String call) {
    jdbc.sql("insert into hatchery.announcement (call_number) values (:call) on conflict do nothing")
        .param("call", call)
        .update();
    jdbc.sql("select call_number from hatchery.announcement where call_number = :call for update")
        .param("call", call)
        .query(String.class)
        .single();
    Counted counted = count(call);
    if (counted.all() < terms.countForNotice(call) || counted.unready() > 0 || counted.waiting() == 0) {
      return; // some are still being handed over or concluded, or all have their notice
    }
    open(
        call,
        projects.ofCall(call).stream()
            .filter(project -> project.stage() == Stage.EVALUATION && project.result() == null)
            .filter(project -> evaluations.standing(project.caseNumber()).notice() == null)
            .toList());
  }

  private record Counted(int all, int unready, int waiting) {}

  /** In one question: it is asked at the end of each of the hundreds of projects of a call. */
  private Counted count(String call) {
    return jdbc.sql(
            """
            select count(*) "all",
              count(*) filter (where running and not ready) unready,
              count(*) filter (where running and notice is null) waiting
            from (
              select p.stage = 'EVALUATION' and p.result is null running, coalesce(e.ready, false) ready, e.notice
              from hatchery.project p left join hatchery.evaluation e on e.case_number = p.case_number
              where p.call_number = :call) of_call
            """)
        .param("call", call)
        .query(Counted.class)
        .single();
  }

  private void open(String call, List<Project> waiting) {
    Set<String> signers = new TreeSet<>();
    List<Notices.Item> items =
        waiting.stream()
            .map(
                project -> {
                  Evaluations.Conclusion conclusion = evaluations.conclusion(project.caseNumber()).orElseThrow();
                  signers.add(conclusion.signedBy());
                  return item(project, conclusion);
                })
            .toList();
    String title = terms.find(call).map(CallTerms.Terms::title).map(t -> "“" + t + "”").orElse("征集 " + call + " ");
    String notice =
        notices.open(
            new Notices.NewNotice(
                Notices.Kind.ADMISSION, title + "入库评估结果公示", waiting.get(0).owner(), items, signers));
    waiting.forEach(
        project -> {
          evaluations.announced(project.caseNumber(), notice);
          timeline.add(
              project.caseNumber(), "announceTogether", "集中公示", null, Set.of(),
              Outcome.of("announced", "结论与同榜其他项目一并公示，公示编号 " + notice));
          tellWhatWasMissing(project, notice);
        });
  }

  /** With the notice and not after it: whoever is not admitted may ask for 复核 only while it is up. */
  private void tellWhatWasMissing(Project project, String notice) {
    if (!"admit".equals(evaluations.conclusion(project.caseNumber()).orElseThrow().signed())) {
      letters.toLeader(
          "evaluation.result:" + notice, project.caseNumber(), "评估结果",
          "拟不予入库，已公示，公示编号 " + notice + "。" + result.of(project.caseNumber())
              + "\n\n接下来：如有不同意见，请在公示期内申请复核；公示期满没有异议和复核的，结论生效。");
    }
  }

  private Notices.Item item(Project project, Evaluations.Conclusion conclusion) {
    return new Notices.Item(
        project.caseNumber(),
        project.title(),
        organisations.get(project.group()).name(),
        Conclusions.word(conclusion.signed()),
        evaluations.result(project.caseNumber()).map(Evaluations.Result::valid).orElse(null),
        projects.dossier(project.caseNumber()).budgetFen(),
        reviewers.seated(project.caseNumber(), conclusion.round()).stream()
            .map(reviewer -> people.get(reviewer.person()).name())
            .collect(Collectors.joining("、")));
  }
}
