package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * The leader reads why the proposal was refused and may ask the next level to reconsider (DOMAIN.md section 2, formal
 * screening). From then on the proposal is being evaluated again and the conclusions of the call wait for it.
 */
@Component("contestRefusal")
class ContestRefusal implements HumanTask<ContestRefusal.Form> {

  private final Evaluations evaluations;
  private final Contests contests;
  private final Projects projects;
  private final Organisations organisations;
  private final Deadlines deadlines;

  ContestRefusal(
      Evaluations evaluations, Contests contests, Projects projects, Organisations organisations, Deadlines deadlines) {
    this.evaluations = evaluations;
    this.contests = contests;
    this.projects = projects;
    this.organisations = organisations;
    this.deadlines = deadlines;
  }

  /** @param decision {@code ask} or {@code accept} @param grounds why the refusal is wrong */
  record Form(@NotBlank String decision, @Size(max = 2000) String grounds) {}

  @Override
  public Map<String, Object> show(Work work) {
    Evaluations.Screening screening = evaluations.screening(work.caseNumber()).orElseThrow();
    return Map.of(
        "refusal", List.of(Map.of("reason", screening.reason())),
        "findings", screening.findings(),
        "answeredBy", organisations.next(projects.get(work.caseNumber()).community()).name(),
        "answerDays", deadlines.days("reconsiderRefusal"));
  }

  @Override
  public Outcome act(Work work, Form form) {
    return switch (form.decision()) {
      case "accept" -> Outcome.of("accept", "不申请复核");
      case "ask" -> ask(work, form);
      default -> throw new Refusal("请检查：“决定”只能选所列的一项。");
    };
  }

  private Outcome ask(Work work, Form form) {
    if (form.grounds() == null) {
      throw new Refusal("申请复核请写明“复核理由”：哪一条与事实不符，有什么依据。");
    }
    contests.ask(work.caseNumber(), form.grounds(), work.userId());
    projects.reopen(work.caseNumber());
    return Outcome.of("ask", "申请复核").because(form.grounds());
  }
}
