package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The leader reports what was put right (DOMAIN.md, Incubation, rectification). */
@Component("reportRectification")
class ReportRectification implements HumanTask<ReportRectification.Form> {

  private final Rectifications rectifications;
  private final Evidence evidence;

  ReportRectification(Rectifications rectifications, Evidence evidence) {
    this.rectifications = rectifications;
    this.evidence = evidence;
  }

  /**
   * @param decision {@code submit} or {@code save}
   * @param proofs ids of documents of the case; to be handed in, one at least from after the rectification began
   */
  record Form(
      @NotBlank String decision, @NotBlank @Size(max = 4000) String report, @Size(max = 50) List<String> proofs) {}

  @Override
  public Map<String, Object> show(Work work) {
    Rectification open = rectifications.last(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put("causeRows", List.of(Map.of("cause", open.cause(), "since", Day.text(open.openedAt()))));
    shown.put("documentOptions", evidence.options(work.caseNumber()));
    shown.put("report", open.report() == null ? "" : open.report());
    shown.put("proofs", open.documents());
    return shown;
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(rectifications.last(work.caseNumber()).dueAt());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Rectification open = rectifications.last(work.caseNumber());
    evidence.check(work.caseNumber(), form.proofs());
    if (keepsDraft(form)) {
      rectifications.keep(open, form.report(), form.proofs());
      return Outcome.silent("save");
    }
    if (!form.decision().equals("submit")) {
      throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
    evidence.demand(work.caseNumber(), form.proofs(), "整改报告", "", List.of(), open.openedAt());
    rectifications.handIn(open, form.report(), form.proofs(), work.userId());
    return Outcome.of("submit", "提交整改报告");
  }
}
