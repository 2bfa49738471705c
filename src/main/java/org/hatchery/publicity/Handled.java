package org.hatchery.publicity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hatchery.engine.Processes;
import org.hatchery.notification.Mail;
import org.springframework.stereotype.Component;

/**
 * What was decided on an objection or review takes effect on the announced item; both sides are told; the notice that
 * waited for it goes on.
 */
@Component
class Handled {

  private static final Map<String, String> MESSAGES =
      Map.of("cancelled", "noticeCancelled", "redecide", "noticeRedecide");
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s，；,;：:]+@[^@\\s，；,;]+\\.[a-zA-Z]{2,}");

  private final Objections objections;
  private final Notices notices;
  private final Concerned concerned;
  private final Processes processes;
  private final Mail mail;

  Handled(Objections objections, Notices notices, Concerned concerned, Processes processes, Mail mail) {
    this.objections = objections;
    this.notices = notices;
    this.concerned = concerned;
    this.processes = processes;
    this.mail = mail;
  }

  void apply(String number) {
    Objections.Objection objection = objections.get(number);
    notices.lock(objection.notice());
    tell(objection);
    String state = Decisions.stateOf(objection.decision());
    if (state != null) {
      notices.settle(objection.notice(), objection.caseNumber(), state, MESSAGES.get(state));
    }
    // before the notice's time is over nobody waits: it asks for open objections then
    processes.tell("objectionDecided", objection.notice());
  }

  private void tell(Objections.Objection objection) {
    String title = notices.items(objection.notice()).stream()
        .filter(item -> item.item().caseNumber().equals(objection.caseNumber()))
        .map(item -> item.item().title())
        .findFirst()
        .orElseThrow();
    String what = objection.isReconsideration() ? "复核" : "异议";
    mail.toGroup(
        "handled:" + objection.number(),
        concerned.leader(objection.caseNumber()),
        "公示" + what + "已有结果：" + title,
        "对“" + title + "”公示结果的" + what + "已有结果：" + Decisions.words(objection.decision()) + "。\n理由：" + objection.decisionReason()
            + "\n公示全文：" + mail.link("/portal/notices/" + objection.notice()));
    if (!objection.isReconsideration()) {
      Matcher address = ADDRESS.matcher(objection.contact());
      mail.toAddress(
          "answered:" + objection.number(),
          address.find() ? address.group() : null,
          "您提出的异议已有结果（" + objection.number() + "）",
          "您对公示提出的异议已经处理。\n凭编号 " + objection.number() + " 和您留下的联系方式可查看结果和理由：" + mail.link("/portal/objections"));
    }
  }
}
