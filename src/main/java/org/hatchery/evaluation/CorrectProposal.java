package org.hatchery.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The leader corrects the proposal that screening returned, within its term (DOMAIN.md section 2). */
@Component("correctProposal")
class CorrectProposal implements HumanTask<DossierForm> {

  private final Evaluations evaluations;
  private final Projects projects;

  CorrectProposal(Evaluations evaluations, Projects projects) {
    this.evaluations = evaluations;
    this.projects = projects;
  }

  @Override
  public String showsInFull() {
    return "申报书及联系人、电话";
  }

  @Override
  public Map<String, Object> show(Work work) {
    DossierForm form =
        evaluations
            .draft(work.caseNumber(), Evaluations.CORRECTION)
            .orElseGet(() -> DossierForm.of(projects.dossier(work.caseNumber())));
    Map<String, Object> shown = form.prefill();
    shown.put("asked", List.of(Map.of("asked", rework(work).asked())));
    return shown;
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(rework(work).dueAt());
  }

  private Evaluations.Rework rework(Work work) {
    return evaluations.rework(work.caseNumber(), Evaluations.CORRECTION).orElseThrow();
  }

  @Override
  public boolean keepsDraft(DossierForm form) {
    return form.savesOnly();
  }

  @Override
  public Outcome act(Work work, DossierForm form) {
    if (form.savesOnly()) {
      evaluations.saveDraft(work.caseNumber(), Evaluations.CORRECTION, form);
      return Outcome.silent("save");
    }
    if (!form.decision().equals("submit")) {
      throw new Refusal("请检查：“决定”只能选所列的一项。");
    }
    projects.revise(work.caseNumber(), form.dossier(), work.userId());
    evaluations.handedIn(work.caseNumber(), Evaluations.CORRECTION);
    return Outcome.of("submit", "提交补正");
  }
}
