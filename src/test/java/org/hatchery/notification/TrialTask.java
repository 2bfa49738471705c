package org.hatchery.notification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** A task and a kind of case that exist for these tests only. A case TRIAL-x:person gives the task to that person. */
@Component("trialTask")
class TrialTask implements HumanTask<TrialTask.Form>, CaseFile {

  static final String TITLE = "为高龄老人\n上门理发";

  record Form(String decision) {}

  @Override
  public Outcome act(Work work, Form form) {
    return Outcome.of(form.decision(), "试办");
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Optional<String> assignee(Work work) {
    return work.caseNumber().contains(":")
        ? Optional.of(work.caseNumber().substring(work.caseNumber().indexOf(':') + 1))
        : Optional.empty();
  }

  @Override
  public Set<String> kinds() {
    return Set.of("TRIAL");
  }

  @Override
  public boolean holds(String caseNumber) {
    return caseNumber.startsWith("TRIAL-");
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of();
  }

  @Override
  public Card card(String caseNumber) {
    return new Card(TITLE, "", "");
  }
}
