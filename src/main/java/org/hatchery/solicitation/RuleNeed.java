package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** Two bounces between organisations: the next level rules who owns the need (DOMAIN.md, collect needs). */
@Component("ruleNeed")
class RuleNeed implements HumanTask<RuleNeed.Form> {

  /** Who asks is no matter of who owns it. */
  private static final Set<String> PERSONAL = Set.of("联系人", "电话", "邮箱");

  private final Needs needs;
  private final NeedPaths paths;
  private final Timeline timeline;

  RuleNeed(Needs needs, NeedPaths paths, Timeline timeline) {
    this.needs = needs;
    this.paths = paths;
    this.timeline = timeline;
  }

  record Form(@NotBlank String handTo, @NotBlank @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Need need = needs.get(work.caseNumber());
    return Map.of(
        "bounces", paths.of(work.caseNumber()).bounces(),
        "facts", SortNeed.facts(need).stream().filter(row -> !PERSONAL.contains(row.get("label"))).toList(),
        "handOvers",
            timeline.of(work.caseNumber()).stream()
                .filter(entry -> Set.of("handOver", "dispute").contains(entry.outcome()))
                .map(
                    entry ->
                        Map.of(
                            "at", WorkCalendar.MOMENT.format(entry.happenedAt()),
                            "by", entry.organisationName() == null ? "" : entry.organisationName(),
                            "reason", entry.said() + "：" + entry.reason()))
                .toList(),
        "organisations", paths.others(""));
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (!paths.known("", form.handTo())) {
      throw new Refusal("请选择“归谁办理”。");
    }
    paths.rule(work.caseNumber(), form.handTo());
    return Outcome.of("ruled", "裁定由“" + paths.organisation(form.handTo()).name() + "”办理").because(form.reason());
  }
}
