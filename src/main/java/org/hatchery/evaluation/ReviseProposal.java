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

/**
 * The leader revises the proposal as the conclusion asked; the same reviewers then score it again (DOMAIN.md section 2,
 * admission conclusion). He sees what is to be revised, never the reviewers' scores.
 */
@Component("reviseProposal")
class ReviseProposal implements HumanTask<DossierForm> {

  private final Evaluations evaluations;
  private final Projects projects;
  private final Reviewers reviewers;

  ReviseProposal(Evaluations evaluations, Projects projects, Reviewers reviewers) {
    this.evaluations = evaluations;
    this.projects = projects;
    this.reviewers = reviewers;
  }

  @Override
  public String showsInFull() {
    return "申报书及联系人、电话";
  }

  @Override
  public Map<String, Object> show(Work work) {
    DossierForm form =
        evaluations
            .draft(work.caseNumber(), Evaluations.REVISION)
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
    return evaluations.rework(work.caseNumber(), Evaluations.REVISION).orElseThrow();
  }

  @Override
  public boolean keepsDraft(DossierForm form) {
    return form.savesOnly();
  }

  @Override
  public Outcome act(Work work, DossierForm form) {
    if (form.savesOnly()) {
      evaluations.saveDraft(work.caseNumber(), Evaluations.REVISION, form);
      return Outcome.silent("save");
    }
    if (!form.decision().equals("submit")) {
      throw new Refusal("请检查：“决定”只能选所列的一项。");
    }
    projects.revise(work.caseNumber(), form.dossier(), work.userId());
    evaluations.handedIn(work.caseNumber(), Evaluations.REVISION);
    reviewers.seatAgain(work.caseNumber());
    return Outcome.of("submit", "提交修改完善");
  }
}
