package org.hatchery.desk;

import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.hatchery.organisation.TaskGivenBack;
import org.hatchery.project.Timeline;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps in the timeline that a task changed hands because a role ended; nobody did it, the rule did. */
@Component
class GivenBack {

  private final Timeline timeline;
  private final People people;

  GivenBack(Timeline timeline, People people) {
    this.timeline = timeline;
    this.people = people;
  }

  @EventListener
  void keep(TaskGivenBack task) {
    String who = people.find(task.userId()).map(Person::name).orElse(task.userId());
    timeline.add(
        task.caseNumber(), HandCorrections.activity(task.step()), task.name(), null, Set.of(),
        Outcome.of("givenBack", who + "不再担任办理这项任务的岗位，任务退回，由岗位上的其他人认领"));
  }
}
