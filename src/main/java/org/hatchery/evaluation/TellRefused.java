package org.hatchery.evaluation;

import java.time.Clock;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * The letter that the proposal is not taken up, with reason and the right to 复核. The other conclusions of the call
 * need not wait while the leader thinks about it (docs/adr/0005).
 */
@Component("tellRefused")
class TellRefused implements Step {

  private final Evaluations evaluations;
  private final Projects projects;
  private final Letters letters;
  private final Announcement announcement;
  private final Deadlines deadlines;
  private final Clock clock;

  TellRefused(
      Evaluations evaluations, Projects projects, Letters letters, Announcement announcement, Deadlines deadlines,
      Clock clock) {
    this.evaluations = evaluations;
    this.projects = projects;
    this.letters = letters;
    this.announcement = announcement;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  @Override
  public Outcome run(Work work) {
    String reason = evaluations.screening(work.caseNumber()).orElseThrow().reason();
    projects.conclude(work.caseNumber(), "refused", "形式审查不予受理：" + reason);
    letters.toLeader(
        "evaluation.refused", work.caseNumber(), "申报不予受理",
        "经形式审查不予受理。理由：" + reason
            + "\n\n接下来：如有不同意见，请在 " + WorkCalendar.DAY.format(deadlines.due("contestRefusal", clock.instant()))
            + "前登录工作台，办理“是否申请复核”，写明依据；复核由上一级在 " + deadlines.days("reconsiderRefusal")
            + " 个工作日内答复。没有不同意见的，补足不足后可以在下一次征集时重新申报。");
    announcement.check(projects.get(work.caseNumber()).call());
    return Outcome.of("refused", "告知不予受理").because(reason);
  }
}
