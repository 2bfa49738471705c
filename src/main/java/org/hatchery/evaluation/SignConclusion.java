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
 * The street's signer signs the conclusion. Who departs from the table writes why; the record keeps both (DOMAIN.md
 * section 2, admission conclusion).
 */
@Component("signConclusion")
class SignConclusion implements HumanTask<SignConclusion.Form> {

  private final Evaluations evaluations;
  private final ResultView results;
  private final ProposalView view;
  private final Limits limits;

  SignConclusion(Evaluations evaluations, ResultView results, ProposalView view, Limits limits) {
    this.evaluations = evaluations;
    this.results = results;
    this.view = view;
    this.limits = limits;
  }

  /**
   * @param decision {@code admit}, {@code revise} or {@code reject}
   * @param asked what the group is to revise
   * @param reason why the table is departed from
   */
  record Form(@NotBlank String decision, @Size(max = 1000) String asked, @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Evaluations.Conclusion conclusion = evaluations.conclusion(work.caseNumber()).orElseThrow();
    Evaluations.Result result = evaluations.result(work.caseNumber()).orElseThrow();
    Map<String, Object> shown = view.of(work.caseNumber());
    shown.putAll(results.of(work.caseNumber()));
    shown.put("tableConclusion", Conclusions.word(conclusion.byTable()));
    shown.put("tableReason", conclusion.tableReason());
    shown.put("tableVersion", conclusion.rule());
    shown.put("agreedText", result.agreed() == null ? "" : result.agreed().toPlainString());
    shown.put(
        "agreedRows",
        result.agreed() == null
            ? java.util.List.of()
            : java.util.List.of(Map.of("agreed", result.agreed().toPlainString(), "reason", result.agreedReason())));
    shown.put("revisable", revisable(work.caseNumber()));
    return shown;
  }

  private boolean revisable(String caseNumber) {
    return evaluations.reworks(caseNumber, Evaluations.REVISION) < limits.revisions();
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (!Conclusions.known(form.decision())) {
      throw new Refusal("请检查：“结论”只能选所列的一项。");
    }
    Evaluations.Conclusion conclusion = evaluations.conclusion(work.caseNumber()).orElseThrow();
    if (!form.decision().equals(conclusion.byTable()) && form.reason() == null) {
      throw new Refusal("您的结论与按表得出的“" + Conclusions.word(conclusion.byTable()) + "”不同，请写明“与表不同的理由”。");
    }
    if (form.decision().equals("revise")) {
      if (!revisable(work.caseNumber())) {
        throw new Refusal("这个项目已修改完善过 " + limits.revisions() + " 次，不能再退回修改。请选“入库”或“不予入库”。");
      }
      if (form.asked() == null) {
        throw new Refusal("结论为修改完善的，请写明“修改要求”，让申报队伍知道改什么。");
      }
      evaluations.ask(work.caseNumber(), Evaluations.REVISION, form.asked());
    }
    evaluations.sign(work.caseNumber(), form.decision(), form.reason(), work.userId());
    return Outcome.of(form.decision(), "签署结论：" + Conclusions.word(form.decision()))
        .because(form.reason())
        .byRule(conclusion.rule() + "：" + Conclusions.word(conclusion.byTable()));
  }
}
