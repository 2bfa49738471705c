package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.People;
import org.springframework.stereotype.Component;

/** The next level reconsiders a refusal, never who screened (DOMAIN.md section 2, formal screening: 复核). */
@Component("reconsiderRefusal")
class ReconsiderRefusal implements HumanTask<ReconsiderRefusal.Form> {

  private final Evaluations evaluations;
  private final Contests contests;
  private final ProposalView view;
  private final People people;

  ReconsiderRefusal(Evaluations evaluations, Contests contests, ProposalView view, People people) {
    this.evaluations = evaluations;
    this.contests = contests;
    this.view = view;
    this.people = people;
  }

  /** @param decision {@code uphold} or {@code overturn} @param reason told to the group in either case */
  record Form(@NotBlank String decision, @NotBlank @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Evaluations.Screening screening = evaluations.screening(work.caseNumber()).orElseThrow();
    Contests.Contest contest = contests.of(work.caseNumber()).orElseThrow();
    Map<String, Object> shown = view.of(work.caseNumber());
    shown.put("findings", screening.findings());
    shown.put(
        "dispute",
        List.of(
            Map.of(
                "side", "形式审查：" + people.name(screening.decidedBy()),
                "says", screening.reason()),
            Map.of(
                "side", "申报队伍：" + people.name(contest.askedBy()),
                "says", contest.grounds())));
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    Outcome outcome =
        switch (form.decision()) {
          case "uphold" -> Outcome.of("uphold", "复核维持不予受理");
          case "overturn" -> Outcome.of("overturn", "复核撤销不予受理，予以受理");
          default -> throw new Refusal("请检查：“复核决定”只能选所列的一项。");
        };
    contests.decide(work.caseNumber(), form.decision(), form.reason(), work.userId());
    return outcome.because(form.reason());
  }
}
