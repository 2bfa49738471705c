package org.hatchery.solicitation;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.project.Area;
import org.springframework.stereotype.Component;

/** What, where, for whom, contact, channel; the clock starts at receipt (DOMAIN.md, collect needs). */
@Component("recordNeed")
class RecordNeed implements HumanTask<RecordNeed.Form> {

  private final Needs needs;
  private final Mail mail;
  private final WorkCalendar calendar;
  private final Deadlines deadlines;

  RecordNeed(Needs needs, Mail mail, WorkCalendar calendar, Deadlines deadlines) {
    this.needs = needs;
    this.mail = mail;
    this.calendar = calendar;
    this.deadlines = deadlines;
  }

  record Form(
      @NotBlank @Pattern(regexp = "record|keep|drop", message = "只能选列出的一项") String decision,
      @NotBlank @Size(max = 60) String summary,
      @NotBlank @Size(max = 2000) String details,
      @NotBlank @Size(max = 200) String place,
      @NotBlank @Size(max = 200) String beneficiaries,
      @NotBlank @Pattern(regexp = AREAS, message = "只能选列出的一项") String area,
      @NotBlank @Pattern(regexp = "call|letter|visit|online", message = "只能选列出的一项") String channel,
      @NotNull LocalDate receivedOn,
      @NotBlank @Size(max = 50) String contactName,
      @Size(max = 30) @Pattern(regexp = PHONE, message = PHONE_HELP) String phone,
      @Size(max = 100) @Email(message = "应为邮箱地址，如 name@example.cn") String email) {}

  static final String AREAS = "elderly|health|daily|children|environment|culture|emergency";
  static final String PHONE = "[0-9+() -]{5,30}";
  static final String PHONE_HELP = "应为电话号码，如 0537-5551234";

  @Override
  public String showsInFull() {
    return "需求人的姓名、电话和邮箱";
  }

  @Override
  public Map<String, Object> show(Work work) {
    Need need = needs.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put("summary", need.summary());
    shown.put("details", need.details());
    shown.put("place", need.place());
    shown.put("beneficiaries", need.beneficiaries());
    shown.put("contactName", need.contactName());
    shown.put("phone", need.phone());
    shown.put("email", need.email());
    shown.put("channel", need.channel() == null ? "call" : need.channel());
    shown.put("receivedOn", need.receivedOn() == null ? calendar.today() : need.receivedOn());
    if (need.area() != null) {
      shown.put("area", need.area().code());
    }
    return shown;
  }

  @Override
  public Optional<String> assignee(Work work) {
    return needs.recorder(work.caseNumber());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "keep".equals(form.decision()) || "drop".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      needs.decide(work.caseNumber(), Need.Status.DROPPED, "登记作废");
      return Outcome.of("drop", "登记作废");
    }
    boolean keep = form.decision().equals("keep");
    if (!keep) {
      refuseWrong(form);
    }
    needs.record(
        new Need(
            work.caseNumber(), null, work.userId(), keep ? Need.Status.DRAFT : Need.Status.RECORDED,
            text(form.summary()), text(form.details()), text(form.place()), text(form.beneficiaries()),
            text(form.contactName()), text(form.phone()), text(form.email()), form.channel(),
            form.area() == null ? null : Area.of(form.area()).orElseThrow(), form.receivedOn(), false, ""));
    if (keep) {
      return Outcome.silent("keep");
    }
    mail.toAddress(
        "need:" + work.caseNumber(),
        form.email(),
        "您反映的需求已登记",
        "您反映的需求已登记，查询编号 " + work.caseNumber() + "。我们会尽快答复是否受理。");
    return Outcome.of("record", "需求已登记，收到日期 " + form.receivedOn());
  }

  private void refuseWrong(Form form) {
    List<String> wrong = new ArrayList<>();
    if (form.phone() == null && form.email() == null) {
      wrong.add("“电话”和“邮箱”至少填一项");
    }
    if (form.receivedOn().isAfter(calendar.today())) {
      wrong.add("“收到日期”不能晚于今天");
    } else if (deadlines.due("needOpen", Needs.receipt(form.receivedOn())).isBefore(
        calendar.endOfDay(calendar.today()))) {
      wrong.add("“收到日期”太早，这样的需求已过登记期限，请核对年份");
    }
    if (!wrong.isEmpty()) {
      throw new Refusal("请检查：" + String.join("；", wrong) + "。");
    }
  }

  static Need draft(Need need, String summary) {
    return new Need(
        need.caseNumber(), need.owner(), need.recordedBy(), need.status(), summary, "", "", "", "", "", "", null, null,
        null, false, "");
  }

  private static String text(String typed) {
    return typed == null ? "" : typed;
  }
}
