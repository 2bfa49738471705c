package org.hatchery.operation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** The brand goes on for a year: by rule, by decision, or because its revocation was cancelled. */
@Component("renewBrand")
class RenewBrand implements Step {

  private final Brands brands;
  private final Renewals renewals;
  private final People people;
  private final Mail mail;

  RenewBrand(Brands brands, Renewals renewals, People people, Mail mail) {
    this.brands = brands;
    this.renewals = renewals;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Brands.Brand brand = brands.get(work.caseNumber());
    Renewal renewal = renewals.find(work.caseNumber(), brand.year()).orElseThrow();
    String how;
    Integer stars;
    if (renewal.decision() == null) {
      renewals.decide(renewal, Renewal.Decision.RULE, renewal.proposedStars(), null, null);
      stars = renewal.proposedStars();
      how = "按规则续评，" + Renewal.stars(stars);
    } else if (renewal.decision() == Renewal.Decision.KEEP) {
      stars = renewal.stars();
      how = "经管理中心决定保留，" + Renewal.stars(stars);
    } else if (renewal.decision() == Renewal.Decision.WATCH) {
      stars = null;
      how = "保留并观察一年，明年由管理中心决定。理由：" + renewal.reason();
    } else {
      stars = null;
      how = "公示期异议成立，摘牌取消，品牌保留";
    }
    brands.renew(work.caseNumber(), stars, renewal.decision() == Renewal.Decision.WATCH);
    mail.toGroup(
        "renewed:" + work.caseNumber() + ":" + renewal.year(),
        people.group(brand.group(), Role.LEADER),
        "年度续评结果：" + brand.name(),
        "品牌“" + brand.name() + "”第 " + renewal.year() + " 年续评：" + how + "。\n这一年：" + renewal.figures()
            + "。\n新的一年已开始，请继续按季度提交报告。");
    return Outcome.of("renewed", "续牌：" + how).byRule(renewal.rule());
  }
}
