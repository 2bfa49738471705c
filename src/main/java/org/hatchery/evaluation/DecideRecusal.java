package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The street's signer grants or refuses a recusal with reason (DOMAIN.md section 2, assign reviewers). */
@Component("decideRecusal")
class DecideRecusal implements HumanTask<DecideRecusal.Form> {

  private final Recusals recusals;
  private final Projects projects;
  private final Organisations organisations;
  private final People people;
  private final Pool pool;

  DecideRecusal(Recusals recusals, Projects projects, Organisations organisations, People people, Pool pool) {
    this.recusals = recusals;
    this.projects = projects;
    this.organisations = organisations;
    this.people = people;
    this.pool = pool;
  }

  record Form(
      @NotBlank @Pattern(regexp = "grant|refuse", message = "只能选列出的一项") String decision,
      @NotBlank @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Recusals.Recusal recusal = recusals.get(work.caseNumber());
    Project project = projects.get(recusal.caseNumber());
    List<Map<String, String>> known =
        pool.ties(project, recusal.expert()).stream().map(tie -> Map.of("tie", tie)).toList();
    return Map.of(
        "request",
            List.of(
                Map.of(
                    "title", project.title(),
                    "group", organisations.get(project.group()).name(),
                    "expert", people.get(recusal.expert()).name(),
                    "facts", recusal.facts(),
                    "at", WorkCalendar.MOMENT.format(recusal.askedAt()))),
        "known", known.isEmpty() ? List.of(Map.of("tie", "没有记录")) : known);
  }

  @Override
  public Outcome act(Work work, Form form) {
    recusals.decide(work.caseNumber(), form.decision(), form.reason(), work.userId());
    return Outcome.of(form.decision(), form.decision().equals("grant") ? "准许专家回避" : "不准许专家回避")
        .because(form.reason());
  }
}
