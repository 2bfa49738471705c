package org.hatchery.review;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** An upheld objection re-opens this one project's result (DOMAIN.md, 4, public notice). */
@Component("redecideResult")
class RedecideResult implements HumanTask<RedecideResult.Form> {

  private final Participations participations;
  private final Rounds rounds;
  private final Entries entries;

  RedecideResult(Participations participations, Rounds rounds, Entries entries) {
    this.participations = participations;
    this.rounds = rounds;
    this.entries = entries;
  }

  record Form(@NotBlank String result, @NotBlank @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Round round = rounds.get(participations.round(work.caseNumber()));
    Entry entry = entries.get(round.number(), work.caseNumber());
    return Map.of(
        "announced", List.of(Map.of(
            "round", round.name(),
            "area", Wording.area(entry.area()),
            "total", Wording.points(entry.total()),
            "reputation", Wording.points(entry.reputation()),
            "standing", Wording.points(entry.standing()),
            "replicability", Wording.points(entry.replicability()),
            "place", entry.place() == null ? "—" : entry.place(),
            "suggested", entry.suggested() == null ? "—" : Result.label(entry.suggested()),
            "result", Result.label(entry.result()))),
        "results", Result.options());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Result result = Result.of(form.result()).orElseThrow(() -> new Refusal("请选择“重新评定的结果”。"));
    Entry entry = entries.get(participations.round(work.caseNumber()), work.caseNumber());
    entries.decide(entry.round(), entry.caseNumber(), result.code(), form.reason(), work.userId());
    return new Outcome(result.code(), "重新评定为" + result.label(), form.reason(), entry.rule());
  }
}
