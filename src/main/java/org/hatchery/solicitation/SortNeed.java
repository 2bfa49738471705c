package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.calendar.Deadlines;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.springframework.stereotype.Component;

/** In scope: open for calls. Out of scope: the person who asked is told why (DOMAIN.md, collect needs). */
@Component("sortNeed")
class SortNeed implements HumanTask<SortNeed.Form> {

  private static final Map<String, String> CHANNELS =
      Map.of("call", "来电", "letter", "来信", "visit", "走访", "online", "网络");

  private final Needs needs;
  private final Deadlines deadlines;
  private final Mail mail;

  SortNeed(Needs needs, Deadlines deadlines, Mail mail) {
    this.needs = needs;
    this.deadlines = deadlines;
    this.mail = mail;
  }

  record Form(
      @NotBlank @Pattern(regexp = "open|outOfScope", message = "只能选列出的一项") String decision,
      @Size(max = 1000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Need need = needs.get(work.caseNumber());
    return Map.of(
        "facts",
        List.of(
            row("一句话说明", need.summary()),
            row("具体情况", need.details()),
            row("地点", need.place()),
            row("为谁", need.beneficiaries()),
            row("领域", need.area().label()),
            row("来源", CHANNELS.get(need.channel())),
            row("收到日期", need.receivedOn().toString()),
            row("联系人", need.contactName()),
            row("电话", need.phone()),
            row("邮箱", need.email())));
  }

  private static Map<String, String> row(String label, String value) {
    return Map.of("label", label, "value", value);
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(deadlines.due("sortNeed", Needs.receipt(needs.get(work.caseNumber()))));
  }

  @Override
  public Outcome act(Work work, Form form) {
    Need need = needs.get(work.caseNumber());
    if (form.decision().equals("open")) {
      needs.decide(work.caseNumber(), Need.Status.OPEN, "");
      mail.toAddress(
          "sorted:" + work.caseNumber(),
          need.email(),
          "您反映的需求已受理",
          "您反映的需求（" + work.caseNumber() + "）已受理，将列入征集榜单，邀请志愿服务队伍领办。有结果时再告知您。");
      return Outcome.of("open", "受理，可列入征集榜单");
    }
    if (form.reason() == null) {
      throw new Refusal("不受理时请写明“理由”，反映人会收到。");
    }
    needs.decide(work.caseNumber(), Need.Status.OUT_OF_SCOPE, form.reason());
    mail.toAddress(
        "sorted:" + work.caseNumber(),
        need.email(),
        "您反映的需求未能受理",
        "您反映的需求（" + work.caseNumber() + "）不属于志愿服务项目征集的范围，未能受理。理由：" + form.reason());
    return Outcome.of("outOfScope", "不受理").because(form.reason());
  }
}
