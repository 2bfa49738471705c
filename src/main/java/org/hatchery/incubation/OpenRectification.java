package org.hatchery.incubation;

import java.util.List;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** Opens a rectification; its cause is in the record: an overdue milestone, or what the calling stage said last. */
@Component("openRectification")
class OpenRectification implements Step {

  private final Rectifications rectifications;
  private final PlannedMilestones milestones;
  private final Projects projects;
  private final Timeline timeline;
  private final People people;
  private final Mail mail;

  OpenRectification(
      Rectifications rectifications, PlannedMilestones milestones, Projects projects, Timeline timeline,
      People people, Mail mail) {
    this.rectifications = rectifications;
    this.milestones = milestones;
    this.projects = projects;
    this.timeline = timeline;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.lock(work.caseNumber());
    String cause = cause(project);
    rectifications.open(work.caseNumber(), cause);
    Rectification open = rectifications.last(work.caseNumber());
    mail.toGroup(
        "rectification:" + open.id(),
        people.group(project.group(), Role.LEADER),
        "项目需要整改：" + project.title(),
        "“" + project.title() + "”需要整改。事由：" + cause + "。\n请在 " + Day.text(open.dueAt())
            + " 前提交整改报告；期满未提交或整改不到位的，项目退库。");
    return Outcome.of("opened", "要求整改，期限 " + Day.text(open.dueAt())).because(cause);
  }

  private String cause(Project project) {
    if (project.stage() == Stage.INCUBATION) {
      Milestone milestone = milestones.current(project.caseNumber());
      return "里程碑“" + milestone.title() + "”应于 " + Day.text(milestone.due()) + " 前报告，逾期未报告";
    }
    String stage = project.stage() == Stage.OPERATION ? "品牌运营" : "观摩评比";
    List<Timeline.Entry> entries = timeline.of(project.caseNumber());
    if (entries.isEmpty()) {
      return stage + "未达到要求";
    }
    Timeline.Entry last = entries.get(entries.size() - 1);
    return stage + "：" + last.said() + (last.reason().isEmpty() ? "" : "，" + last.reason());
  }
}
