package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Masking;
import org.springframework.stereotype.Component;

/** The centre decides whether the rectification is done; where not, the reason is public and the project leaves. */
@Component("verifyRectification")
class VerifyRectification implements HumanTask<VerifyRectification.Form> {

  private final Rectifications rectifications;
  private final Evidence evidence;
  private final PlanView view;

  VerifyRectification(Rectifications rectifications, Evidence evidence, PlanView view) {
    this.rectifications = rectifications;
    this.evidence = evidence;
    this.view = view;
  }

  /** @param decision {@code cleared} or {@code notCleared} */
  record Form(@NotBlank String decision, @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Rectification open = rectifications.last(work.caseNumber());
    List<Map<String, Object>> earlier =
        rectifications.of(work.caseNumber()).stream()
            .filter(other -> other.id() != open.id())
            .map(other -> Map.<String, Object>of(
                "cause", other.cause(), "since", Day.text(other.openedAt()), "cleared", Day.text(other.clearedAt())))
            .toList();
    return Map.of(
        "causeRows", Masking.rows(List.of(Map.of("cause", open.cause(), "since", Day.text(open.openedAt())))),
        "reportRows",
            Masking.rows(List.of(Map.of(
                "text", open.report(),
                "documents", evidence.named(work.caseNumber(), open.documents()),
                "handedIn", Day.text(open.reportedAt()) + " " + view.name(open.reportedBy())))),
        "earlierRows", Masking.rows(earlier));
  }

  @Override
  public Outcome act(Work work, Form form) {
    Rectification open = rectifications.last(work.caseNumber());
    return switch (form.decision()) {
      case "cleared" -> {
        rectifications.decide(open, work.userId(), form.reason());
        yield Outcome.of("cleared", "整改到位").because(form.reason());
      }
      case "notCleared" -> {
        if (form.reason() == null) {
          throw new Refusal("整改不到位时请填写“理由”，它会公开。");
        }
        rectifications.decide(open, work.userId(), form.reason());
        yield Outcome.of("notCleared", "整改不到位").because(form.reason());
      }
      default -> throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    };
  }
}
