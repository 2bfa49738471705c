package org.hatchery.review;

import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** A project has waited for a round for long: tells the clerks of its street, who may hold one. */
@Component("remindOfRound")
class RemindOfRound implements Step {

  private final Projects projects;
  private final WorkCalendar calendar;
  private final News news;

  RemindOfRound(Projects projects, WorkCalendar calendar, News news) {
    this.projects = projects;
    this.calendar = calendar;
    this.news = news;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.get(work.caseNumber());
    news.toClerks(
        "roundWanted:" + project.caseNumber() + ":" + calendar.today(), project.street(), "待评项目久等：" + project.title(),
        "“" + project.title() + "”（" + project.known()
            + "）在待评名单上等了很久，一直没有邀请它的观摩评比。请安排一轮：在任务列表的“启动流程”里选“观摩评比轮次”。");
    return Outcome.of("reminded", "久无评比，已提醒街道安排");
  }
}
