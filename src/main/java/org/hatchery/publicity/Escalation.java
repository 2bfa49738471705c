package org.hatchery.publicity;

import java.util.List;
import org.hatchery.engine.Outcome;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** An objection or review that is not decided in time: those above and the supervisors hear of it; it still has to be decided. */
@Component
class Escalation {

  private final Objections objections;
  private final Organisations organisations;
  private final People people;
  private final Mail mail;

  Escalation(Objections objections, Organisations organisations, People people, Mail mail) {
    this.objections = objections;
    this.organisations = organisations;
    this.people = people;
    this.mail = mail;
  }

  Outcome of(String number) {
    Objections.Objection objection = objections.get(number);
    String handler = organisations.next(objection.owner()).code();
    String what = objection.isReconsideration() ? "复核" : "异议";
    String subject = "公示" + what + "逾期未处理：" + number;
    String text =
        "由" + organisations.get(handler).name() + "处理的公示" + what + " " + number + " 已过期限，还没有处理。被" + what + "的结果在处理前不生效，请督促。";
    mail.toGroup("escalated:" + number, people.group(organisations.next(handler).code(), Role.SIGNER), subject, text);
    List<Organisation> above = organisations.above(objection.owner());
    above.forEach(
        org -> mail.toGroup("escalated:" + number, people.group(org.code(), Role.SUPERVISOR), subject, text));
    return Outcome.of("escalated", "逾期未处理，已报上级督办");
  }
}
