package org.hatchery.incubation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The centre assigns one of its mentors, or another for one who does not act (DOMAIN.md, Incubation, mentor). */
@Component("assignMentor")
class AssignMentor implements HumanTask<AssignMentor.Form> {

  private final Mentors mentors;
  private final Projects projects;
  private final PlanView view;
  private final People people;
  private final Mail mail;

  AssignMentor(Mentors mentors, Projects projects, PlanView view, People people, Mail mail) {
    this.mentors = mentors;
    this.projects = projects;
    this.view = view;
    this.people = people;
    this.mail = mail;
  }

  /** @param mentor id of the person */
  record Form(@NotBlank String mentor, @Size(max = 500) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Project project = projects.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "candidates",
        mentors.ofCentre(project).stream()
            .filter(person -> mentors.conflicts(project, person.id()).isEmpty())
            .map(person -> Map.of(
                "label", person.name() + "（现带 " + mentors.load(person.id()) + " 个项目）", "value", person.id()))
            .toList());
    shown.put(
        "conflictRows",
        mentors.ofCentre(project).stream()
            .filter(person -> !mentors.conflicts(project, person.id()).isEmpty())
            .map(person -> Map.of(
                "name", person.name(), "reason", String.join("；", mentors.conflicts(project, person.id()))))
            .toList());
    shown.put(
        "historyRows",
        mentors.history(work.caseNumber()).stream()
            .map(a -> Map.of(
                "name", view.name(a.person()),
                "since", Day.text(a.assignedAt()),
                "until", a.replacedAt() == null ? "现任" : Day.text(a.replacedAt()),
                "reason", a.reason() == null ? "" : a.reason()))
            .toList());
    shown.put("milestoneRows", view.milestones(work.caseNumber()));
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    Project project = projects.lock(work.caseNumber());
    Person mentor =
        mentors.ofCentre(project).stream()
            .filter(person -> person.id().equals(form.mentor()))
            .findFirst()
            .orElseThrow(() -> new Refusal("请检查：所选“导师”不是本中心的导师。请重新选择。"));
    List<String> conflicts = mentors.conflicts(project, mentor.id());
    if (!conflicts.isEmpty()) {
      throw new Refusal("请检查：所选“导师”应回避：" + String.join("；", conflicts) + "。请另选一位。");
    }
    Optional<String> before = mentors.current(work.caseNumber());
    if (before.isPresent() && before.get().equals(mentor.id())) {
      mentors.keep(work.caseNumber());
      return Outcome.of("assigned", "仍由 " + mentor.name() + " 任导师").because(form.reason());
    }
    if (before.isPresent() && form.reason() == null) {
      throw new Refusal("更换导师时请填写“更换原因”。");
    }
    mentors.assign(work.caseNumber(), mentor.id(), work.userId(), form.reason());
    tell(project, mentor, mentors.history(work.caseNumber()).size());
    return Outcome.of("assigned", (before.isPresent() ? "更换导师为 " : "指派导师 ") + mentor.name()).because(form.reason());
  }

  private void tell(Project project, Person mentor, int times) {
    String event = "mentor:" + project.caseNumber() + ":" + times;
    mail.toGroup(
        event,
        people.group(project.group(), Role.LEADER),
        "导师已指派：" + project.title(),
        "“" + project.title() + "”的孵化导师是 " + mentor.name() + "。每个里程碑由导师核验。");
    mail.toPerson(
        event,
        mentor.id(),
        "请您任导师：" + project.title(),
        "您被指派为“" + project.title() + "”的孵化导师。里程碑报告提交后，会有待办请您核验。");
  }
}
