package org.hatchery.review;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Tells the spine what the review came to: excellent, pass, fail, or left after failures running (DOMAIN.md, 4, result). */
@Component("concludeReview")
class ConcludeReview implements Step {

  private final Participations participations;
  private final Entries entries;
  private final Projects projects;
  private final Figures figures;
  private final News news;

  ConcludeReview(
      Participations participations, Entries entries, Projects projects, Figures figures, News news) {
    this.participations = participations;
    this.entries = entries;
    this.projects = projects;
    this.figures = figures;
    this.news = news;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.lock(work.caseNumber());
    Entry entry = entries.get(participations.round(work.caseNumber()), work.caseNumber());
    participations.state(work.caseNumber(), "concluded");
    if (entry.voided()) {
      return told(project, entry, "fail", "评比结果取消，进入整改", "结果已取消，项目进入整改，整改到位后参加下一轮评比。");
    }
    int failed = projects.belowPass(work.caseNumber(), entry.result().equals("fail"));
    if (failed >= figures.of("failsRunning")) {
      String reason = "连续 " + failed + " 次观摩评比不合格";
      projects.conclude(work.caseNumber(), "left", reason);
      tell(project, entry, "项目" + reason + "，退出项目库。");
      return Outcome.of("left", "观摩评比不合格，退库").because(reason);
    }
    return switch (entry.result()) {
      case "excellent" -> told(project, entry, "excellent", "观摩评比优秀，进入品牌创建", "结果为优秀，接下来可以申报品牌。");
      case "pass" -> told(project, entry, "pass", "观摩评比合格，再孵化一轮", "结果为合格，再孵化一轮，参加下一轮评比。");
      default -> told(project, entry, "fail", "观摩评比不合格，进入整改", "结果为不合格，请按要求整改，整改到位后参加下一轮评比。");
    };
  }

  private Outcome told(Project project, Entry entry, String result, String said, String text) {
    projects.conclude(project.caseNumber(), result);
    tell(project, entry, text);
    return Outcome.of(result, said);
  }

  private void tell(Project project, Entry entry, String text) {
    news.toLeader(
        "reviewed:" + entry.round(), project, "观摩评比结果：" + project.title(), "“" + project.title() + "”的公示已结束，" + text);
  }
}
