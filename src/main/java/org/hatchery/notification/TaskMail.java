package org.hatchery.notification;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.hatchery.engine.TaskOpened;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells of each new task who may do it, except the one who brought it about: he has it before him. */
@Component
class TaskMail {

  private final Mail mail;
  private final Letters letters;
  private final Recipients recipients;

  TaskMail(Mail mail, Letters letters, Recipients recipients) {
    this.mail = mail;
    this.letters = letters;
    this.recipients = recipients;
  }

  @EventListener
  @Order(20)
  void on(TaskOpened event) {
    if (event.again()) {
      return;
    }
    DelegateTask task = event.task();
    Instant due = task.getDueDate() == null ? null : task.getDueDate().toInstant();
    Letters.Letter letter =
        letters.ofTask("task", task.getId(), task.getName(), event.work().caseNumber(), event.title(), due);
    Set<String> people = peopleOf(task);
    people.remove(event.work().userId());
    for (String person : people) {
      mail.ofTask("task:" + task.getId(), person, letter.subject(), letter.text(), task.getId());
    }
  }

  /** The task is not in the database yet, so the engine is asked and not the tables. */
  private Set<String> peopleOf(DelegateTask task) {
    Set<String> people = new LinkedHashSet<>();
    if (task.getAssignee() != null) {
      people.add(task.getAssignee());
      return people;
    }
    for (IdentityLink link : task.getCandidates()) {
      if (link.getUserId() != null) {
        people.add(link.getUserId());
      } else {
        people.addAll(recipients.membersOf(link.getGroupId()));
      }
    }
    return people;
  }
}
