package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The clerk marks who came; absent without cause is 0, with cause it is put off as often as the table allows. */
@Component("markPresentation")
class MarkPresentation implements HumanTask<MarkPresentation.Form> {

  private final Presentations presentations;
  private final Projects projects;
  private final Organisations organisations;
  private final Deadlines deadlines;
  private final Limits limits;
  private final Clock clock;

  MarkPresentation(
      Presentations presentations, Projects projects, Organisations organisations, Deadlines deadlines, Limits limits,
      Clock clock) {
    this.presentations = presentations;
    this.projects = projects;
    this.organisations = organisations;
    this.deadlines = deadlines;
    this.limits = limits;
    this.clock = clock;
  }

  record Form(
      @NotBlank @Pattern(regexp = "present|postpone|absent", message = "只能选列出的一项") String decision,
      @Size(max = 500) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Presentations.Presentation presentation = presentations.get(work.caseNumber());
    return Map.of(
        "held",
        List.of(
            Map.of(
                "at", WorkCalendar.MOMENT.format(presentation.heldAt()),
                "place", presentation.place(),
                "group", organisations.get(projects.get(work.caseNumber()).group()).name(),
                "postponed", presentation.postponed() + " 次")));
  }

  /** A working day after it was held. */
  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(deadlines.due("markPresentation", presentations.get(work.caseNumber()).heldAt()));
  }

  @Override
  public Outcome act(Work work, Form form) {
    Presentations.Presentation presentation = presentations.get(work.caseNumber());
    if (form.decision().equals("postpone")) {
      return postpone(work, presentation, form.reason());
    }
    if (clock.instant().isBefore(presentation.heldAt())) {
      throw new Refusal("路演还没有到时间（" + WorkCalendar.MOMENT.format(presentation.heldAt()) + "），到时再登记到场情况。");
    }
    if (form.decision().equals("absent") && form.reason() == null) {
      throw new Refusal("无故未到的，请写明“说明”：怎样联系过、有没有答复。");
    }
    presentations.mark(work.caseNumber(), form.decision(), form.reason(), work.userId());
    return Outcome.of(form.decision(), form.decision().equals("present") ? "路演到场" : "路演无故未到，该部分记 0 分")
        .because(form.reason());
  }

  private Outcome postpone(Work work, Presentations.Presentation presentation, String reason) {
    if (reason == null) {
      throw new Refusal("改期请写明“说明”：请假的理由。");
    }
    if (presentation.postponed() >= limits.postponements()) {
      throw new Refusal("路演最多改期 " + limits.postponements() + " 次，已经改过。请选“到场”或“无故未到”。");
    }
    presentations.postpone(work.caseNumber(), reason);
    return Outcome.of("postpone", "路演改期").because(reason);
  }
}
