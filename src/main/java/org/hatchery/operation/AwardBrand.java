package org.hatchery.operation;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Documents;
import org.hatchery.project.Numbers;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Awards the brand: number, code, certificate, a place on the brand wall (DOMAIN.md, Branded operation, grant). */
@Component("awardBrand")
class AwardBrand implements Step {

  /** Without characters that are taken for one another when read aloud or typed from paper. */
  static final String CODE_CHARACTERS = "3467ACDEFGHJKMNPQRTWXY";

  private static final int CODE_LENGTH = 12;

  private final Applications applications;
  private final Brands brands;
  private final Certificates certificates;
  private final Projects projects;
  private final Organisations organisations;
  private final Numbers numbers;
  private final Documents documents;
  private final People people;
  private final Mail mail;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AwardBrand(
      Applications applications, Brands brands, Certificates certificates, Projects projects,
      Organisations organisations, Numbers numbers, Documents documents, People people, Mail mail, Clock clock) {
    this.applications = applications;
    this.brands = brands;
    this.certificates = certificates;
    this.projects = projects;
    this.organisations = organisations;
    this.numbers = numbers;
    this.documents = documents;
    this.people = people;
    this.mail = mail;
    this.clock = clock;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.lock(work.caseNumber());
    Application granted = applications.current(work.caseNumber());
    Organisation city = City.of(organisations, project.street());
    String name = granted.content().brandName();
    String number = numbers.next("PP", city.code());
    String code = code();
    String group = organisations.get(project.group()).name();
    byte[] pdf =
        certificates.pdf(
            new Certificates.Certificate(
                name, group, project.title(), project.known(), number, code, city.name(), clock.instant()));
    UUID document =
        documents
            .add(work.caseNumber(), "品牌证书 " + number + ".pdf", "application/pdf", pdf, granted.decidedBy())
            .id();
    brands.award(work.caseNumber(), name, number, code, project.group(), document);
    mail.toGroup(
        "brand-awarded:" + work.caseNumber(),
        people.group(project.group(), Role.LEADER),
        "品牌已授牌：" + name,
        "“" + project.title() + "”公示无异议，认定为志愿服务品牌“" + name + "”，证书编号 " + number + "，证书在项目案卷里。\n"
            + "任何人可以查验：" + certificates.verifyLink(code)
            + "\n下一步：每季度结束后请提交季度报告，满一年续评，到时会另行通知您。");
    return Outcome.of("awarded", "授牌“" + name + "”，证书编号 " + number);
  }

  private String code() {
    return random
        .ints(CODE_LENGTH, 0, CODE_CHARACTERS.length())
        .collect(StringBuilder::new, (text, i) -> text.append(CODE_CHARACTERS.charAt(i)), StringBuilder::append)
        .toString();
  }
}
