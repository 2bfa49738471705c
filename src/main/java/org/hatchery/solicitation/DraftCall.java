package org.hatchery.solicitation;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.organisation.People;
import org.hatchery.project.Area;
import org.springframework.stereotype.Component;

/** The clerk drafts the call; a returned one comes back with the signer's comment (DOMAIN.md, post the call). */
@Component("draftCall")
class DraftCall implements HumanTask<DraftCall.Form> {

  private static final Set<String> REGISTRATIONS = Set.of("registered", "filed", "none");
  private static final Set<String> LANES = Set.of("seedling", "mature");

  private final Calls calls;
  private final Needs needs;
  private final CallTimes times;
  private final WorkCalendar calendar;
  private final People people;

  DraftCall(Calls calls, Needs needs, CallTimes times, WorkCalendar calendar, People people) {
    this.calls = calls;
    this.needs = needs;
    this.times = times;
    this.calendar = calendar;
    this.people = people;
  }

  record Form(
      @NotBlank @Pattern(regexp = "submit|keep|drop", message = "只能选列出的一项") String decision,
      @NotBlank @Size(max = 60) String title,
      @NotBlank @Size(max = 2000) String introduction,
      @NotEmpty List<String> areas,
      @NotNull LocalDate opensOn,
      @NotNull LocalDate closesOn,
      @NotBlank @Pattern(regexp = TIME, message = TIME_HELP) String closesAt,
      @NotNull @Min(1) @Max(1000) Integer places,
      @NotNull @DecimalMin(value = "0.01", message = "应大于 0")
          @Digits(integer = 9, fraction = 2, message = "最多九位整数、两位小数") BigDecimal budgetLimit,
      @NotEmpty List<String> registrations,
      @NotEmpty List<String> lanes,
      @NotBlank @Pattern(regexp = "yes|no", message = "只能选列出的一项") String presentation,
      List<String> needs,
      @NotBlank @Size(max = 30) @Pattern(regexp = RecordNeed.PHONE, message = RecordNeed.PHONE_HELP)
          String enquiryPhone,
      @NotBlank @Size(max = 30) @Pattern(regexp = RecordNeed.PHONE, message = RecordNeed.PHONE_HELP)
          String supervisionPhone) {

    Terms terms() {
      return new Terms(
          title, introduction, areas, opensOn, closesOn, closesAt, places, Yuan.fen(budgetLimit), registrations, lanes,
          presentation, needs, enquiryPhone, supervisionPhone);
    }
  }

  static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
  static final String TIME_HELP = "应为时刻，如 17:00";

  @Override
  public Map<String, Object> show(Work work) {
    Call call = calls.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>(fields(call.terms()));
    shown.put("openNeeds", Needs.options(needs.openIn(call.owner())));
    List<Map<String, String>> comments = comments(work.caseNumber());
    shown.put("comments", comments);
    shown.put("commentCount", comments.size());
    return shown;
  }

  /** Present values of the fields; those not filled in are left out. */
  private static Map<String, Object> fields(Terms terms) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("title", terms.title());
    fields.put("introduction", terms.introduction());
    fields.put("areas", terms.areas());
    fields.put("opensOn", terms.opensOn());
    fields.put("closesOn", terms.closesOn());
    fields.put("closesAt", terms.closesAt() == null ? "17:00" : terms.closesAt());
    fields.put("places", terms.places());
    fields.put("budgetLimit", terms.limitFen() == null ? null : Yuan.of(terms.limitFen()));
    fields.put("registrations", terms.registrations());
    fields.put("lanes", terms.lanes());
    fields.put("presentation", terms.presentation());
    fields.put("needs", terms.needs());
    fields.put("enquiryPhone", terms.enquiryPhone());
    fields.put("supervisionPhone", terms.supervisionPhone());
    fields.values().removeIf(value -> value == null);
    return fields;
  }

  private List<Map<String, String>> comments(String caseNumber) {
    return calls.versions(caseNumber).stream()
        .filter(version -> "return".equals(version.decision()))
        .map(
            version ->
                Map.of(
                    "version", "第 " + version.version() + " 稿",
                    "by", people.name(version.decidedBy()),
                    "comment", version.comment()))
        .toList();
  }

  @Override
  public Optional<String> assignee(Work work) {
    return calls.drafter(work.caseNumber());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "keep".equals(form.decision()) || "drop".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      calls.become(work.caseNumber(), Call.Status.DROPPED);
      return Outcome.of("drop", "放弃起草");
    }
    Terms terms = form.terms();
    refuse(unknown(terms));
    if (form.decision().equals("keep")) {
      calls.draft(work.caseNumber(), terms, work.userId());
      return Outcome.silent("keep");
    }
    refuse(wrong(calls.get(work.caseNumber()), terms));
    calls.submit(work.caseNumber(), terms, work.userId());
    return Outcome.of(
        "submit", "提交审签第 " + calls.versions(work.caseNumber()).size() + " 稿，截止 " + Calls.when(terms.closes()));
  }

  /** Choices that the form does not offer. */
  private static List<String> unknown(Terms terms) {
    List<String> wrong = new ArrayList<>();
    if (terms.areas().stream().anyMatch(area -> Area.of(area).isEmpty())) {
      wrong.add("“征集领域”只能选列出的领域");
    }
    if (!REGISTRATIONS.containsAll(terms.registrations())) {
      wrong.add("“谁可以申报”只能选列出的类型");
    }
    if (!LANES.containsAll(terms.lanes())) {
      wrong.add("“通道”只能选列出的通道");
    }
    return wrong;
  }

  private List<String> wrong(Call call, Terms terms) {
    List<String> wrong = new ArrayList<>();
    if (terms.opensOn().isBefore(calendar.today())) {
      wrong.add("“开始日期”不能早于今天");
    }
    times.wrong(terms.opens(), terms.closes(), "callMinimum").ifPresent(wrong::add);
    Set<String> open = needs.openIn(call.owner()).stream().map(Need::caseNumber).collect(Collectors.toSet());
    List<String> gone = terms.needs().stream().filter(need -> !open.contains(need)).toList();
    if (!gone.isEmpty()) {
      wrong.add("“列入的需求”中这些已不在本辖区的待解决需求里，请取消勾选：" + String.join("、", gone));
    }
    return wrong;
  }

  private static void refuse(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new Refusal("请检查：" + String.join("；", wrong) + "。");
    }
  }
}
