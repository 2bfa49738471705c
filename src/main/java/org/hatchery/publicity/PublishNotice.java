package org.hatchery.publicity;

import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.CaseFiles;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** The notice is up: everyone concerned hears of it now, not before. */
@Component("publishNotice")
class PublishNotice implements Step {

  private final Notices notices;
  private final CaseFiles caseFiles;
  private final People people;
  private final Mail mail;

  PublishNotice(Notices notices, CaseFiles caseFiles, People people, Mail mail) {
    this.notices = notices;
    this.caseFiles = caseFiles;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Notices.Notice notice = notices.get(work.caseNumber());
    String until = WorkCalendar.DAY.format(notice.endsAt());
    for (Notices.ItemState announced : notices.items(notice.number())) {
      CaseFile file = caseFiles.of(announced.item().caseNumber()).orElseThrow();
      String group = file.anchors(announced.item().caseNumber()).get("group");
      mail.toGroup(
          "notice:" + notice.number() + ":" + announced.item().caseNumber(),
          people.group(group, Role.LEADER),
          "已公示：" + announced.item().title(),
          "“" + announced.item().title() + "”的结果已公示：" + announced.item().result() + "。公示到 " + until
              + " 为止；无异议即生效。\n公示全文：" + mail.link("/portal/notices/" + notice.number()));
    }
    return Outcome.of("published", notice.kind().label() + "公示，到 " + until + " 为止");
  }
}
