package org.hatchery.operation;

import java.util.Optional;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The brand is revoked 摘牌: after its notice, or because a rectification failed. */
@Component("revokeBrand")
class RevokeBrand implements Step {

  private final Brands brands;
  private final Renewals renewals;
  private final Projects projects;
  private final People people;
  private final Mail mail;

  RevokeBrand(Brands brands, Renewals renewals, Projects projects, People people, Mail mail) {
    this.brands = brands;
    this.renewals = renewals;
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    Brands.Brand brand = brands.get(work.caseNumber());
    String reason =
        renewals
            .find(work.caseNumber(), brand.year())
            .map(Renewal::reason)
            .or(() -> Optional.ofNullable(projects.get(work.caseNumber()).endReason()))
            .orElse("整改不到位");
    brands.end(work.caseNumber(), Brands.State.REVOKED, reason);
    projects.conclude(work.caseNumber(), "revoked", "品牌摘牌：" + reason);
    mail.toGroup(
        "revoked:" + work.caseNumber(),
        people.group(brand.group(), Role.LEADER),
        "品牌已摘牌：" + brand.name(),
        "品牌“" + brand.name() + "”（证书编号 " + brand.number() + "）已摘牌，证书失效。理由：" + reason
            + "。\n如要再来，请重新申报项目，并写明原项目编号。");
    return Outcome.of("revoked", "品牌“" + brand.name() + "”摘牌").because(reason);
  }
}
