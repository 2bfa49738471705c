package org.hatchery.evaluation;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFiles;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Acting;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.CaseLetters;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Letters of evaluation. */
@Component("evaluationLetters")
class Letters {

  private final CaseLetters letters;
  private final Mail mail;
  private final People people;
  private final Organisations organisations;
  private final Acting acting;
  private final CaseFiles cases;
  private final Projects projects;
  private final Clock clock;

  Letters(
      CaseLetters letters, Mail mail, People people, Organisations organisations, Acting acting, CaseFiles cases,
      Projects projects, Clock clock) {
    this.letters = letters;
    this.mail = mail;
    this.people = people;
    this.organisations = organisations;
    this.acting = acting;
    this.cases = cases;
    this.projects = projects;
    this.clock = clock;
  }

  /**
   * Kept in the case; the leader gets a mail with a link to it.
   *
   * @param text what is told of the proposal: stands behind its title and number
   */
  void toLeader(String event, String caseNumber, String subject, String text) {
    Project project = projects.get(caseNumber);
    letters.write(
        event,
        caseNumber,
        subject,
        organisations.get(project.group()).name() + "：\n\n申报的" + about(caseNumber) + text + "\n\n"
            + organisations.get(project.owner()).name() + "\n"
            + WorkCalendar.DAY.format(clock.instant()));
  }

  /** News for the clerks who screen. @param text follows the name and number of the project */
  void toScreening(String event, Project project, String subject, String text) {
    for (String group : candidates(project.caseNumber(), "screenProposal")) {
      mail.toGroup(event + ":" + project.caseNumber(), group, subject + "：" + project.title(), about(project.caseNumber()) + text);
    }
  }

  /**
   * Tells signers and supervisors one level above who has the task that it is overdue.
   *
   * @return name of that level's organisation
   */
  String aboveWhoHas(String event, String caseNumber, String taskId) {
    Set<Organisation> above =
        candidates(caseNumber, taskId).stream()
            .map(group -> organisations.next(group.substring(0, group.indexOf(':'))))
            .collect(Collectors.toSet());
    for (Organisation organisation : above) {
      for (Role role : Set.of(Role.SIGNER, Role.SUPERVISOR)) {
        mail.toGroup(
            event + ":" + caseNumber, people.group(organisation.code(), role), "复核逾期，请督办",
            about(caseNumber) + "的复核到期没有答复，请督促办理。");
      }
    }
    return above.stream().map(Organisation::name).collect(Collectors.joining("、"));
  }

  private Set<String> candidates(String caseNumber, String taskId) {
    Map<String, String> anchors = cases.of(caseNumber).orElseThrow().anchors(caseNumber);
    return acting.groups(taskId, anchors).stream()
        .filter(group -> group.contains(":"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String about(String caseNumber) {
    return "“" + cases.of(caseNumber).orElseThrow().card(caseNumber).title() + "”（" + caseNumber + "）";
  }
}
