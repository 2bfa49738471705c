package org.hatchery.review;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.springframework.stereotype.Component;

/** The leader takes part in the round or defers, once (DOMAIN.md, 4, enrol). */
@Component("confirmEnrolment")
class ConfirmEnrolment implements HumanTask<ConfirmEnrolment.Form> {

  private final Participations participations;
  private final Rounds rounds;
  private final Entries entries;
  private final Organisations organisations;
  private final Figures figures;
  private final Clock clock;

  ConfirmEnrolment(
      Participations participations, Rounds rounds, Entries entries, Organisations organisations, Figures figures,
      Clock clock) {
    this.participations = participations;
    this.rounds = rounds;
    this.entries = entries;
    this.organisations = organisations;
    this.figures = figures;
    this.clock = clock;
  }

  record Form(@NotBlank String decision, @Size(max = 500) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Participations.Participation participation = participations.get(work.caseNumber());
    Round round = rounds.get(participation.round());
    return Map.of(
        "round", List.of(Map.of(
            "title", round.name(),
            "owner", organisations.get(round.owner()).name(),
            "period", Wording.period(round),
            "areas", Wording.areas(round.areas()))),
        "deferralText", mayDefer(participation)
            ? "暂时不便参评的，可以顺延到下一轮，只能顺延一次。"
            : "这个项目已经顺延过，这一轮不能再顺延；确实不能参评的，请联系主办单位。");
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(rounds.get(participations.round(work.caseNumber())).enrolUntil());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Participations.Participation participation = participations.get(work.caseNumber());
    Round round = rounds.lock(participation.round());
    if (!round.state().equals("enrolling") || clock.instant().isAfter(round.enrolUntil())) {
      throw new Refusal("本轮报名已经截止，按顺延办理，下一轮会再邀请您。");
    }
    return switch (form.decision()) {
      case "enrol" -> {
        participations.enrol(work.caseNumber());
        entries.state(round.number(), work.caseNumber(), "enrolled", null);
        yield Outcome.of("enrol", "确认参加“" + round.name() + "”");
      }
      case "defer" -> {
        if (!mayDefer(participation)) {
          throw new Refusal("这个项目已经顺延过，不能再顺延。请选择参评，或联系主办单位。");
        }
        if (form.reason() == null) {
          throw new Refusal("请填写“顺延理由”：说明这一轮为什么不能参评。");
        }
        participations.defer(work.caseNumber());
        entries.state(round.number(), work.caseNumber(), "deferred", form.reason());
        yield Outcome.of("defer", "顺延到下一轮").because(form.reason());
      }
      default -> throw new Refusal("请选择“是否参评”。");
    };
  }

  private boolean mayDefer(Participations.Participation participation) {
    return participation.deferrals() < figures.of("deferrals");
  }
}
