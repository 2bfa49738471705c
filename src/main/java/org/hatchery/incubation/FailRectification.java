package org.hatchery.incubation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Not rectified, or not reported in time: the project leaves the library with a public reason. */
@Component("failRectification")
class FailRectification implements Step {

  private final Rectifications rectifications;
  private final Projects projects;

  FailRectification(Rectifications rectifications, Projects projects) {
    this.rectifications = rectifications;
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    Rectification open = rectifications.last(work.caseNumber());
    rectifications.close(open, false);
    String why = open.decidedAt() == null ? "期满未提交整改报告" : "整改不到位：" + open.opinion();
    projects.conclude(work.caseNumber(), "left", why + "（整改事由：" + open.cause() + "）");
    return Outcome.of("left", open.decidedAt() == null ? "期满未提交整改报告，退库" : "整改不到位，退库").because(why);
  }
}
