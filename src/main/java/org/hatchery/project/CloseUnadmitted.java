package org.hatchery.project;

import java.util.Map;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** Ends the path of a proposal that was not admitted; the letter by criterion was evaluation's to write. */
@Component("closeUnadmitted")
class CloseUnadmitted implements Step {

  private static final Map<String, String> WORDS =
      Map.of("rejected", "评估未通过", "refused", "形式审查不予受理", "lapsed", "补正逾期，申报失效", "cancelled", "公示期异议成立，取消入库");

  private final Projects projects;

  CloseUnadmitted(Projects projects) {
    this.projects = projects;
  }

  @Override
  public Outcome run(Work work) {
    String result = projects.get(work.caseNumber()).result();
    projects.end(work.caseNumber(), WORDS.getOrDefault(result, "未入库"));
    return Outcome.of(result, "未入库：" + projects.get(work.caseNumber()).endReason());
  }
}
