package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/**
 * Formal screening: the tables say what they find for each criterion, the clerk decides; who takes up what the tables
 * would not writes why, and the record keeps both (DOMAIN.md section 2, formal screening). A return past the last one
 * allowed lets the proposal lapse.
 */
@Component("screenProposal")
class ScreenProposal implements HumanTask<ScreenProposal.Form> {

  private final Evaluations evaluations;
  private final Eligibility eligibility;
  private final Limits limits;
  private final ProposalView view;

  ScreenProposal(Evaluations evaluations, Eligibility eligibility, Limits limits, ProposalView view) {
    this.evaluations = evaluations;
    this.eligibility = eligibility;
    this.limits = limits;
    this.view = view;
  }

  /**
   * @param decision {@code accept}, {@code correct} or {@code refuse}
   * @param departing why it is taken up although the tables say otherwise
   * @param corrections what is to be corrected
   * @param reason why it is refused
   */
  record Form(
      @NotBlank String decision, @Size(max = 1000) String departing, @Size(max = 1000) String corrections,
      @Size(max = 1000) String reason) {}

  @Override
  public String showsInFull() {
    return "申报书全文";
  }

  @Override
  public Map<String, Object> show(Work work) {
    Map<String, Object> shown = view.inFull(work.caseNumber());
    Eligibility.Screened screened = eligibility.of(work.caseNumber());
    shown.put("findings", screened.findings());
    shown.put("byTable", screened.said());
    shown.put("against", screened.against());
    int used = evaluations.reworks(work.caseNumber(), Evaluations.CORRECTION);
    shown.put("correctionsUsed", used);
    shown.put("correctionsAllowed", limits.corrections());
    shown.put("lastChance", used >= limits.corrections());
    shown.put(
        "asked",
        evaluations.rework(work.caseNumber(), Evaluations.CORRECTION).stream()
            .map(rework -> Map.of("number", "第 " + rework.number() + " 次补正", "asked", rework.asked()))
            .toList());
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    Eligibility.Screened screened = eligibility.of(work.caseNumber());
    Outcome outcome =
        switch (form.decision()) {
          case "accept" -> accept(screened, form);
          case "correct" -> correct(work, form);
          case "refuse" -> refuse(form);
          default -> throw new Refusal("请检查：“决定”只能选所列的一项。");
        };
    evaluations.screened(work.caseNumber(), screened, outcome, form.departing(), work.userId());
    return outcome.byRule(screened.rule() + "：" + screened.said());
  }

  private static Outcome accept(Eligibility.Screened screened, Form form) {
    if (screened.against() && form.departing() == null) {
      throw new Refusal("按规则应" + screened.said() + "。仍要受理的，请写明“与规则提示不同的理由”。");
    }
    return Outcome.of("accept", "受理").because(form.departing());
  }

  private Outcome correct(Work work, Form form) {
    if (form.corrections() == null) {
      throw new Refusal("退回补正请写明“补正内容”，让申报队伍知道补什么。");
    }
    if (evaluations.reworks(work.caseNumber(), Evaluations.CORRECTION) >= limits.corrections()) {
      return Outcome.of("exhausted", "补正次数已用完，申报失效").because(form.corrections());
    }
    evaluations.ask(work.caseNumber(), Evaluations.CORRECTION, form.corrections());
    return Outcome.of("correct", "退回补正").because(form.corrections());
  }

  private static Outcome refuse(Form form) {
    if (form.reason() == null) {
      throw new Refusal("不予受理请写明“不予受理的理由”，会写进告知书。");
    }
    return Outcome.of("refuse", "不予受理").because(form.reason());
  }
}
