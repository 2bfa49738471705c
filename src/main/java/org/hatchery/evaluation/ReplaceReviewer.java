package org.hatchery.evaluation;

import java.util.List;
import java.util.Optional;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Gives the seat of a reviewer who stood back or was overdue to the next of the draw; the others are not touched. */
@Component("replaceReviewer")
class ReplaceReviewer implements Step {

  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Pool pool;
  private final Projects projects;
  private final Mail mail;

  ReplaceReviewer(Evaluations evaluations, Reviewers reviewers, Pool pool, Projects projects, Mail mail) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.pool = pool;
    this.projects = projects;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    evaluations.lockRound(work.caseNumber());
    Project project = projects.get(work.caseNumber());
    int seat = Integer.parseInt(work.local("seat").orElseThrow());
    // who stood back has left the seat already; who still holds it let the term run out
    Optional<Reviewers.Reviewer> overdue = reviewers.at(work.caseNumber(), seat);
    overdue.ifPresent(reviewer -> {
      reviewers.leave(work.caseNumber(), reviewer, "OVERDUE", "逾期未交评审");
      mail.toPerson(
          "evaluation.replaced:" + work.caseNumber() + ":" + reviewer.round(),
          reviewer.person(),
          "评审已改由他人：" + project.title(),
          "“" + project.title() + "”的评审已过期限，改由替补专家评审，您不必再交。");
    });
    String why = overdue.isPresent() ? "评审逾期" : "评审回避";
    List<String> staying =
        reviewers.seated(work.caseNumber(), evaluations.round(work.caseNumber())).stream()
            .map(Reviewers.Reviewer::person)
            .toList();
    String next = pool.next(project, staying);
    if (next == null) {
      return Outcome.of("vacant", why + "，第 " + seat + " 席无人替补");
    }
    reviewers.seat(work.caseNumber(), seat, next);
    return Outcome.of("replaced", why + "，第 " + seat + " 席由替补专家评审");
  }
}
