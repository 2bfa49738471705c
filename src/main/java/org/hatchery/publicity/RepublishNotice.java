package org.hatchery.publicity;

import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** What was announced has changed: what stood before is kept, the days begin anew, all leaders are told. */
@Component("republishNotice")
class RepublishNotice implements Step {

  private final Corrections corrections;
  private final Notices notices;
  private final Concerned concerned;
  private final Timeline timeline;
  private final Mail mail;

  RepublishNotice(Corrections corrections, Notices notices, Concerned concerned, Timeline timeline, Mail mail) {
    this.corrections = corrections;
    this.notices = notices;
    this.concerned = concerned;
    this.timeline = timeline;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Corrections.Correction correction = corrections.get(work.caseNumber());
    Notices.Notice notice = notices.lock(correction.notice());
    Notices.Item before = notices.openItem(notice.number(), correction.caseNumber()).orElseThrow();
    corrections.applied(correction.number(), before);
    notices.correct(notice.number(), correction.applied(before));
    String until = NoticeTimes.day(notices.startAgain(notice.number(), "公示内容更正后重新公示"));
    timeline.add(
        notice.number(), "republishNotice", "更正并重新公示", null, Set.of(),
        Outcome.of("republished", "更正“" + before.title() + "”的公示内容，重新公示到 " + until).because(correction.reason()));
    concerned.leaders(notice.number()).forEach(
        (caseNumber, leaders) ->
            mail.toGroup(
                "republished:" + correction.number() + ":" + caseNumber,
                leaders,
                "公示内容有更正，重新公示到 " + until,
                "“" + notice.title() + "”的内容有更正（原因：" + correction.reason() + "），公示期重新计算，到 " + until
                    + " 为止。\n公示全文：" + mail.link("/portal/notices/" + notice.number())));
    return Outcome.of("republished", "已更正，重新公示到 " + until);
  }
}
