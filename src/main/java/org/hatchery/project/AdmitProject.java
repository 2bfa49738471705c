package org.hatchery.project;

import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Gives the project its number and enters it in the library as 培育中 (DOMAIN.md, Evaluation, admission). */
@Component("admitProject")
class AdmitProject implements Step {

  private final Projects projects;
  private final Organisations organisations;
  private final Deadlines deadlines;
  private final CaseLetters letters;

  AdmitProject(Projects projects, Organisations organisations, Deadlines deadlines, CaseLetters letters) {
    this.projects = projects;
    this.organisations = organisations;
    this.deadlines = deadlines;
    this.letters = letters;
  }

  @Override
  public Outcome run(Work work) {
    String number = projects.admit(work.caseNumber());
    Project project = projects.get(work.caseNumber());
    letters.write(
        "admitted", work.caseNumber(), "项目已入库",
        organisations.get(project.group()).name() + "：\n\n申报的“" + project.title() + "”（" + work.caseNumber()
            + "）公示期满，结论为入库，已进入项目库，项目编号 " + number + "，状态为培育中。\n\n接下来："
            + (project.lane() == Lane.SEEDLING
                ? "请在 " + deadlines.days("draftPlan") + " 个工作日内编制孵化计划，任务已放进工作台；由"
                    + organisations.get(project.centre()).name() + "审批并指派导师。"
                : "项目按成熟项目参加下一轮观摩评比，轮次开始时会请您确认参评。"));
    return Outcome.of("admitted", "入库，项目编号 " + number);
  }
}
