package org.hatchery.desk;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditChain;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.hatchery.organisation.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks the audit and puts its last hash where nobody reaches it by the database: into the log every night, into the
 * supervisors' mail every Monday. Only by such a note does it show when the end is cut off or the whole is written anew.
 */
@Component
class AuditWatch {

  private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);

  private final AuditChain chain;
  private final Audit audit;
  private final Mail mail;
  private final People people;
  private final Organisations organisations;
  private final IdentityService identity;
  private final Clock clock;

  AuditWatch(
      AuditChain chain, Audit audit, Mail mail, People people, Organisations organisations, IdentityService identity, Clock clock) {
    this.chain = chain;
    this.audit = audit;
    this.mail = mail;
    this.people = people;
    this.organisations = organisations;
    this.identity = identity;
    this.clock = clock;
  }

  /** Once a night; the mail again at most once a day. */
  @Transactional
  AuditChain.Result check() {
    AuditChain.Result result = check(null);
    LocalDate today = LocalDate.ofInstant(clock.instant(), WorkCalendar.ZONE);
    if (result.broken() != null) {
      LOG.error("The audit is broken at entry {}: {}", result.broken().number(), result.broken().why());
      tell("audit-broken:" + today, "审计日志被改动过", "核对审计日志，发现：" + said(result) + "\n请立即保全数据库和备份，查明是谁改动的。");
    } else if (result.head() != null) {
      LOG.info("The audit is whole: {} entries, the last has {}", result.entries(), result.head().hash());
      if (today.getDayOfWeek() == DayOfWeek.MONDAY) {
        tell("audit-head:" + today, "审计日志校验码（请保存）", said(result) + "\n请保存这封邮件：以后核对时填上条号和校验码，就能看出日志有没有被整体改写或截断。");
      }
    }
    if (chain.changeable()) {
      LOG.warn("The role of the program owns hatchery.audit: triggers alone keep it from being changed. See the README, A role for the tables.");
    }
    return result;
  }

  /** @param known noted before; null: nothing */
  AuditChain.Result check(AuditChain.Mark known) {
    AuditChain.Result result = chain.verify(known);
    audit.add(AuditEvent.of(AuditKind.CHECK, "审计日志").saying(said(result)));
    return result;
  }

  static String said(AuditChain.Result result) {
    if (result.broken() != null) {
      AuditChain.Break broken = result.broken();
      String at = broken.at() == null ? "" : "（" + WorkCalendar.MOMENT.format(broken.at()) + "）";
      return "第 " + broken.number() + " 条" + at + "起不连续：" + broken.why() + "。";
    }
    return result.head() == null
        ? "还没有记录。"
        : "共 " + result.entries() + " 条，自 " + WorkCalendar.MOMENT.format(result.since()) + " 起完整连续；第 " + result.head().number()
            + " 条的校验码是 " + result.head().hash() + "。";
  }

  private void tell(String event, String subject, String text) {
    Set<String> whom = new TreeSet<>();
    for (Organisation organisation : organisations.all()) {
      if (organisation.level() == Level.CITY) {
        people.holders(organisation.code(), Role.SUPERVISOR).stream().map(Person::id).forEach(whom::add);
      }
    }
    List<User> administrators = identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).list();
    administrators.stream().map(User::getId).forEach(whom::add);
    whom.forEach(person -> mail.toPerson(event, person, subject, text + "\n" + mail.link("/desk/audit")));
  }
}
