package org.hatchery.evaluation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The clerk sets time and place by the order drawn; group and reviewers hear of it (DOMAIN.md section 2, presentation). */
@Component("arrangePresentation")
class ArrangePresentation implements HumanTask<ArrangePresentation.Form> {

  private final Presentations presentations;
  private final Projects projects;
  private final Organisations organisations;
  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final People people;
  private final Mail mail;
  private final Clock clock;

  ArrangePresentation(
      Presentations presentations, Projects projects, Organisations organisations, Evaluations evaluations,
      Reviewers reviewers, People people, Mail mail, Clock clock) {
    this.presentations = presentations;
    this.projects = projects;
    this.organisations = organisations;
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.people = people;
    this.mail = mail;
    this.clock = clock;
  }

  /** @param time HH:mm, Asia/Shanghai */
  record Form(
      @NotNull LocalDate day,
      @NotBlank @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d.*", message = "请填写时间，如 09:30") String time,
      @NotBlank @Size(max = 200) String place) {}

  @Override
  public Map<String, Object> show(Work work) {
    List<Map<String, String>> order = new ArrayList<>();
    for (Project project : presentations.order(projects.get(work.caseNumber()).call())) {
      order.add(
          Map.of(
              "place", String.valueOf(order.size() + 1),
              "title", project.title(),
              "group", organisations.get(project.group()).name(),
              "at",
                  presentations
                      .find(project.caseNumber())
                      .map(p -> p.heldAt() == null ? "未定" : WorkCalendar.MOMENT.format(p.heldAt()))
                      .orElse("未定")));
    }
    return Map.of(
        "order", order,
        "postponed", presentations.find(work.caseNumber()).map(Presentations.Presentation::postponed).orElse(0));
  }

  @Override
  public Outcome act(Work work, Form form) {
    Instant at = form.day().atTime(LocalTime.parse(form.time().substring(0, 5))).atZone(WorkCalendar.ZONE).toInstant();
    if (!at.isAfter(clock.instant())) {
      throw new Refusal("请检查：“路演日期”和“时间”已经过去，请另定。");
    }
    presentations.arrange(work.caseNumber(), at, form.place());
    Project project = projects.get(work.caseNumber());
    String when = WorkCalendar.MOMENT.format(at);
    String event = "evaluation.presentation:" + work.caseNumber() + ":" + at.getEpochSecond();
    String text = "“" + project.title() + "”的路演定于 " + when + "，地点：" + form.place() + "。";
    mail.toGroup(
        event, people.group(project.group(), Role.LEADER), "路演安排：" + project.title(),
        text + "\n请准时到场；确有正当理由不能到的，请事先向镇街请假，可改期一次。无故不到的，路演部分记 0 分。");
    reviewers
        .seated(work.caseNumber(), evaluations.round(work.caseNumber()))
        .forEach(reviewer -> mail.toPerson(event, reviewer.person(), "路演安排：" + project.title(), text + "\n请到场评分。"));
    return Outcome.of("arranged", "路演定于 " + when + "，" + form.place());
  }
}
