package org.hatchery.solicitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final NeedPaths paths;
  private final NeedLimits limits;

  SortNeed(Needs needs, Deadlines deadlines, Mail mail, NeedPaths paths, NeedLimits limits) {
    this.paths = paths;
    this.limits = limits;
    this.needs = needs;
    this.deadlines = deadlines;
    this.mail = mail;
  }

  record Form(
      @NotBlank @Pattern(regexp = "open|duplicate|handOver|outOfScope", message = "只能选列出的一项") String decision,
      String duplicateOf,
      String handTo,
      @Size(max = 1000) String reason) {}

  @Override
  public String showsInFull() {
    return "需求人的姓名、电话和邮箱";
  }

  @Override
  public Map<String, Object> show(Work work) {
    Need need = needs.get(work.caseNumber());
    List<NeedPaths.Near> near = paths.near(need);
    Map<String, Object> shown = new HashMap<>();
    shown.put("facts", facts(need));
    shown.put(
        "near",
        near.stream()
            .map(
                other ->
                    Map.of(
                        "number", other.caseNumber(),
                        "summary", other.summary(),
                        "at", other.receivedOn().toString(),
                        "likeness", other.likeness() + "%"))
            .toList());
    List<Map<String, String>> duplicates = new ArrayList<>();
    near.forEach(other -> duplicates.add(Map.of("label", other.caseNumber() + " " + other.summary(), "value", other.caseNumber())));
    needs.openIn(need.owner()).stream()
        .filter(other -> near.stream().noneMatch(n -> n.caseNumber().equals(other.caseNumber())))
        .limit(100)
        .forEach(other -> duplicates.add(Map.of("label", other.caseNumber() + " " + other.summary(), "value", other.caseNumber())));
    shown.put("duplicates", duplicates);
    shown.put("organisations", paths.of(work.caseNumber()).ruled() ? List.of() : paths.others(need.owner()));
    return shown;
  }

  /** All that was recorded, with the contact: for those who must act on it. */
  static List<Map<String, String>> facts(Need need) {
    return List.of(
        row("一句话说明", need.summary()),
        row("具体情况", need.details()),
        row("地点", need.place()),
        row("为谁", need.beneficiaries()),
        row("领域", need.area().label()),
        row("来源", CHANNELS.get(need.channel())),
        row("收到日期", need.receivedOn().toString()),
        row("联系人", need.contactName()),
        row("电话", need.phone()),
        row("邮箱", need.email()));
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
    if (form.decision().equals("open")) {
      Need need = needs.decide(work.caseNumber(), Need.Status.OPEN, "");
      mail.toAddress(
          "sorted:" + work.caseNumber(),
          need.email(),
          "您反映的需求已受理",
          "您反映的需求（" + work.caseNumber() + "）已受理，将列入征集榜单，邀请志愿服务队伍领办。有结果时再告知您。");
      return Outcome.of("open", "受理，可列入征集榜单");
    }
    Need need = needs.get(work.caseNumber());
    return switch (form.decision()) {
      case "duplicate" -> duplicate(work, need, form);
      case "handOver" -> handOver(work, need, form);
      default -> outOfScope(work, need, form);
    };
  }

  private Outcome duplicate(Work work, Need need, Form form) {
    if (form.duplicateOf() == null) {
      throw new Refusal("请选择“并入哪一件”。");
    }
    if (!paths.link(work.caseNumber(), form.duplicateOf())) {
      throw new Refusal("所选“并入哪一件”已不在待解决的需求中。请重新选择，或选“受理”。");
    }
    paths.tell("linked", work.caseNumber(), "您反映的需求已并入同样的需求",
        "您反映的需求（" + work.caseNumber() + "）与已登记的需求 " + form.duplicateOf() + " 相同，已并入一起办理，有结果一并告知您。");
    mail.toAddress(
        "linked:" + form.duplicateOf() + ":" + work.caseNumber(),
        needs.get(form.duplicateOf()).email(),
        "又有居民反映了同样的需求",
        "您反映的需求（" + form.duplicateOf() + "）又有居民反映，已并在一起办理。");
    return Outcome.of("duplicate", "并入 " + form.duplicateOf()).because(form.reason());
  }

  private Outcome handOver(Work work, Need need, Form form) {
    if (paths.of(work.caseNumber()).ruled()) {
      throw new Refusal("这件需求的归属已由上一级裁定，不能再转交。请选“受理”“并入”或“不受理”。");
    }
    if (!paths.known(need.owner(), form.handTo())) {
      throw new Refusal("请选择“转交给”哪个组织。");
    }
    if (form.reason() == null) {
      throw new Refusal("转交时请写明“理由”，接手的组织会看到。");
    }
    String to = paths.organisation(form.handTo()).name();
    if (paths.of(work.caseNumber()).bounces() + 1 >= limits.bounces()) {
      paths.dispute(work.caseNumber());
      return Outcome.of("dispute", "要求转交“" + to + "”，由上一级裁定归属").because(form.reason());
    }
    paths.handOver(work.caseNumber(), form.handTo());
    return Outcome.of("handOver", "转交“" + to + "”").because(form.reason());
  }

  private Outcome outOfScope(Work work, Need need, Form form) {
    if (form.reason() == null) {
      throw new Refusal("不受理时请写明“理由”，反映人会收到。");
    }
    needs.decide(work.caseNumber(), Need.Status.OUT_OF_SCOPE, form.reason());
    mail.toAddress(
        "sorted:" + work.caseNumber(),
        need.email(),
        "您反映的需求未能受理",
        "您反映的需求（" + work.caseNumber() + "）不属于志愿服务项目征集的范围，未能受理。理由：" + form.reason());
    paths.ended(work.caseNumber());
    return Outcome.of("outOfScope", "不受理").because(form.reason());
  }
}
