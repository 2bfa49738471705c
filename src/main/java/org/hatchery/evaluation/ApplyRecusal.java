package org.hatchery.evaluation;

import java.util.Optional;
import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Conflicts;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/**
 * A granted recusal is kept as a tie; who has a seat loses it to the next of the draw, the others are not touched. The
 * group is answered, and not told whether the expert had been drawn.
 */
@Component("applyRecusal")
class ApplyRecusal implements Step {

  private final Recusals recusals;
  private final Projects projects;
  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Conflicts conflicts;
  private final People people;
  private final Processes processes;
  private final Timeline timeline;
  private final Mail mail;

  ApplyRecusal(
      Recusals recusals, Projects projects, Evaluations evaluations, Reviewers reviewers, Conflicts conflicts,
      People people, Processes processes, Timeline timeline, Mail mail) {
    this.recusals = recusals;
    this.projects = projects;
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.conflicts = conflicts;
    this.people = people;
    this.processes = processes;
    this.timeline = timeline;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Recusals.Recusal recusal = recusals.get(work.caseNumber());
    Project project = projects.get(recusal.caseNumber());
    boolean granted = recusal.decision().equals("grant");
    if (granted) {
      grant(recusal, project);
    }
    String expert = people.get(recusal.expert()).name();
    mail.toGroup(
        "evaluation.recusal:" + recusal.number(),
        people.group(project.group(), Role.LEADER),
        "回避申请已有决定：" + project.title(),
        "您申请专家" + expert + "回避“" + project.title() + "”的评审，" + (granted ? "已准许：这位专家不参加该项目评审。" : "未准许。") + "\n理由："
            + recusal.reason());
    return Outcome.silent();
  }

  private void grant(Recusals.Recusal recusal, Project project) {
    int round = evaluations.lockRound(project.caseNumber());
    conflicts.declare(recusal.expert(), project.group(), "申报队伍申请回避，经核准：" + recusal.reason());
    Optional<Reviewers.Reviewer> seated =
        evaluations.result(project.caseNumber()).isPresent()
            ? Optional.empty()
            : reviewers.seated(project.caseNumber(), round).stream()
                .filter(reviewer -> reviewer.person().equals(recusal.expert()))
                .findFirst();
    seated.ifPresent(reviewer -> {
      reviewers.leave(project.caseNumber(), reviewer, "CONFLICT", "申报队伍申请回避，经核准");
      mail.toPerson(
          "evaluation.recused:" + project.caseNumber() + ":" + reviewer.round(),
          reviewer.person(),
          "评审已改由他人：" + project.title(),
          "经核准，您回避“" + project.title() + "”的评审，不必再评；已交的评分不计。");
      timeline.add(
          project.caseNumber(), "replaceReviewer", "申请回避获准", null, Set.of(),
          Outcome.of("recused", "第 " + reviewer.seat() + " 席评审回避").because(recusal.reason()));
      // who has handed in is not waited for any more: the draw fills the seat before the scores are aggregated
      processes.tellOne("reviewerRecused", project.caseNumber(), "seat", String.valueOf(reviewer.seat()));
    });
  }
}
