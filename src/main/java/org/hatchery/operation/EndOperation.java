package org.hatchery.operation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The operation of the brand ends at the group's wish. */
@Component("endOperation")
class EndOperation implements Step {

  private final Brands brands;
  private final Renewals renewals;
  private final Projects projects;
  private final People people;
  private final Mail mail;

  EndOperation(Brands brands, Renewals renewals, Projects projects, People people, Mail mail) {
    this.brands = brands;
    this.renewals = renewals;
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Brands.Brand brand = brands.get(work.caseNumber());
    Renewal renewal = renewals.find(work.caseNumber(), brand.year()).orElseThrow();
    String reason = "应队伍要求结束品牌运营：" + renewal.reason();
    brands.end(work.caseNumber(), Brands.State.ENDED, reason);
    projects.conclude(work.caseNumber(), "ended", reason);
    mail.toGroup(
        "operation-ended:" + work.caseNumber(),
        people.group(brand.group(), Role.LEADER),
        "品牌运营已结束：" + brand.name(),
        "品牌“" + brand.name() + "”运营满 " + brand.year() + " 年，应队伍要求结束。" + renewal.reason() + "\n这一年："
            + renewal.figures() + "。感谢你们的服务。");
    return Outcome.of("ended", "品牌“" + brand.name() + "”运营结束").because(renewal.reason());
  }
}
