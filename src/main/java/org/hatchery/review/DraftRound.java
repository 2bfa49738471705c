package org.hatchery.review;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Area;
import org.springframework.stereotype.Component;

/** The clerk writes what the round is called, its period and its areas, and opens it. */
@Component("draftRound")
class DraftRound implements HumanTask<DraftRound.Form> {

  private final Rounds rounds;
  private final Participations participations;
  private final Organisations organisations;
  private final WorkCalendar calendar;

  DraftRound(Rounds rounds, Participations participations, Organisations organisations, WorkCalendar calendar) {
    this.rounds = rounds;
    this.participations = participations;
    this.organisations = organisations;
    this.calendar = calendar;
  }

  record Form(
      @NotBlank String decision,
      @NotBlank @Size(max = 60) String title,
      @NotNull LocalDate startsOn,
      @NotNull LocalDate endsOn,
      @NotEmpty List<String> areas) {}

  @Override
  public Map<String, Object> show(Work work) {
    Round round = rounds.get(work.caseNumber());
    List<String> everyArea = Area.options().stream().map(option -> option.get("value")).toList();
    Map<String, Object> shown = new HashMap<>();
    shown.put("ready", participations.waiting(round.owner(), everyArea).stream()
        .map(project -> Map.of(
            "number", project.known(),
            "title", project.title(),
            "group", organisations.get(project.group()).name(),
            "area", project.area().label(),
            "cycle", project.cycle()))
        .toList());
    shown.put("areaOptions", Area.options());
    shown.put("areas", round.areas().isEmpty() ? everyArea : round.areas());
    if (round.title() != null) {
      shown.put("title", round.title());
    }
    if (round.startsOn() != null) {
      shown.put("startsOn", round.startsOn());
    }
    if (round.endsOn() != null) {
      shown.put("endsOn", round.endsOn());
    }
    return shown;
  }

  @Override
  public Optional<String> assignee(Work work) {
    return Optional.of(rounds.get(work.caseNumber()).startedBy());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return !"open".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision() == null) {
      throw new Refusal("请选择“怎么办”：开启、以后再填或放弃。");
    }
    return switch (form.decision()) {
      case "save" -> {
        rounds.plan(work.caseNumber(), form.title(), form.startsOn(), form.endsOn(), known(form.areas()));
        yield Outcome.silent("save");
      }
      case "drop" -> {
        rounds.stop(work.caseNumber(), "没有开启");
        yield Outcome.of("drop", "放弃，没有开启");
      }
      case "open" -> {
        if (form.endsOn().isBefore(form.startsOn())) {
          throw new Refusal("“周期结束”不能早于“周期开始”。请改正日期。");
        }
        if (form.endsOn().isBefore(calendar.today())) {
          throw new Refusal("“周期结束”已经过去。请改为今天或以后的日期。");
        }
        rounds.plan(work.caseNumber(), form.title(), form.startsOn(), form.endsOn(), known(form.areas()));
        yield Outcome.of("open", "开启“" + form.title() + "”，领域：" + Wording.areas(form.areas()));
      }
      default -> throw new Refusal("请选择“怎么办”：开启、以后再填或放弃。");
    };
  }

  private static List<String> known(List<String> areas) {
    if (areas.stream().anyMatch(area -> Area.of(area).isEmpty())) {
      throw new Refusal("“领域”里有不认识的选项。请刷新页面后重新勾选。");
    }
    return areas.stream().distinct().toList();
  }
}
