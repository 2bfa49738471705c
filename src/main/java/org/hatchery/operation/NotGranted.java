package org.hatchery.operation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.notification.Mail;
import org.hatchery.operation.Application.State;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** What street and city do alike where they do not agree, and what is told where nothing comes of an application. */
@Component
class NotGranted {

  private final Applications applications;
  private final BrandNames names;
  private final Projects projects;
  private final People people;
  private final Mail mail;

  NotGranted(Applications applications, BrandNames names, Projects projects, People people, Mail mail) {
    this.applications = applications;
    this.names = names;
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  /** @throws Refusal without comments */
  void giveBack(Application application, String by, String comments) {
    if (comments == null) {
      throw new Refusal("退回修改时，请在“意见”里写明要改什么。");
    }
    applications.decide(application, State.RETURNED, by, comments);
    Project project = projects.get(application.caseNumber());
    mail.toGroup(
        "brand-returned:" + application.caseNumber() + ":" + application.version(),
        people.group(project.group(), Role.LEADER),
        "品牌申报退回修改：" + project.title(),
        "“" + project.title() + "”的品牌申报退回修改。意见：" + comments + "\n请修改后重新提交，期限重新计算。");
  }

  /** @throws Refusal without reason */
  void refuse(Application application, String by, String reason) {
    if (reason == null) {
      throw new Refusal("不同意时，请在“意见”里写明理由；理由会告知申报的队伍。");
    }
    applications.decide(application, State.REFUSED, by, reason);
  }

  /** The stage ends without a brand: the name is free again, the group is told why. */
  Outcome conclude(Application application, String reason) {
    String caseNumber = application.caseNumber();
    applications.close(application);
    names.release(caseNumber);
    projects.conclude(caseNumber, "refused", reason);
    Project project = projects.get(caseNumber);
    mail.toGroup(
        "brand-refused:" + caseNumber + ":" + application.version(),
        people.group(project.group(), Role.LEADER),
        "品牌未获认定：" + project.title(),
        "“" + project.title() + "”这一次没有认定为品牌。原因：" + reason + "。\n项目留在项目库，再孵化一轮后可以再参加评比、再申报。");
    return Outcome.of("refused", "品牌未获认定").because(reason);
  }
}
