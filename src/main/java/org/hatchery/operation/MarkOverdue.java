package org.hatchery.operation;

import java.util.Map;
import org.hatchery.engine.Decision;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Rules;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** A quarter ended without a report in time; the table says from which time on that means rectification. */
@Component("markOverdue")
class MarkOverdue implements Step {

  private final Brands brands;
  private final Quarters quarters;
  private final Rules rules;
  private final People people;
  private final Mail mail;

  MarkOverdue(Brands brands, Quarters quarters, Rules rules, People people, Mail mail) {
    this.brands = brands;
    this.quarters = quarters;
    this.rules = rules;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Quarter quarter = quarters.current(work.caseNumber());
    quarters.overdue(quarter);
    int times = quarters.overdueSinceRectification(work.caseNumber());
    Decision said = rules.decide("overdueReports", Map.of("overdue", times));
    boolean rectify = (boolean) said.row().get("rectify");
    if (rectify) {
      quarters.rectify(quarter);
    }
    Brands.Brand brand = brands.get(work.caseNumber());
    mail.toGroup(
        "report-overdue:" + work.caseNumber() + ":" + quarter.seq(),
        people.group(brand.group(), Role.LEADER),
        "季度报告逾期：" + brand.name(),
        "品牌“" + brand.name() + "”的" + quarter.name() + "报告期满未交，记为逾期" + (times > 1 ? "（第 " + times + " 次）" : "") + "。\n"
            + (rectify ? "按规定须整改，整改任务会另行通知您。" : "再次逾期须整改；逾期也会影响年度续评。"));
    String what = quarter.name() + "报告逾期未交，第 " + times + " 次" + (rectify ? "，须整改" : "");
    return Outcome.of(rectify ? "rectify" : "overdue", what)
        .byRule(said.source());
  }
}
