package org.hatchery.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.Timeline;
import org.springframework.stereotype.Component;

/** Where a case stands and what comes next, in words, for the page of the case. */
@Component
class CaseStanding {

  private final WhereItStands where;
  private final WhatComesNext next;
  private final TaskService tasks;
  private final ManagementService management;

  CaseStanding(WhereItStands where, WhatComesNext next, TaskService tasks, ManagementService management) {
    this.where = where;
    this.next = next;
    this.tasks = tasks;
    this.management = management;
  }

  /** @param now names of where it stands, with how many where several @param passed names in the order of the path */
  record Place(String key, String name, boolean running, boolean silent, List<String> now, List<String> passed) {}

  /** @param due day until which; empty where there is none */
  record Next(String name, String about, String due, List<WhatComesNext.Way> ways) {}

  /** @param shown key of the diagram to show first */
  record Standing(List<Place> places, List<Next> next, boolean silent, String shown) {

    public boolean over() {
      return places.stream().noneMatch(Place::running);
    }
  }

  Standing of(String caseNumber, List<Timeline.Entry> entries, String userId, boolean discreet) {
    List<WhereItStands.Diagram> diagrams = where.of(caseNumber, entries, userId, discreet);
    List<Task> open = tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).list();
    List<Next> steps = new ArrayList<>();
    for (WhereItStands.Diagram diagram : diagrams) {
      for (WhereItStands.Node node : diagram.running() ? diagram.now() : List.<WhereItStands.Node>of()) {
        if (diagrams.size() == 1 || !next.calls(diagram.definition(), node.id())) {
          steps.add(step(diagram, node, open));
        }
      }
    }
    List<Place> places =
        diagrams.stream()
            .map(
                d ->
                    new Place(
                        d.key(), d.name(), d.running(), d.silent(), named(d, open),
                        d.passed().stream().map(WhereItStands.Node::name).filter(name -> !name.isBlank()).distinct().toList()))
            .toList();
    boolean silent = diagrams.stream().anyMatch(d -> d.silent() && d.running());
    return new Standing(places, steps, silent, shown(places));
  }

  /** The innermost process that runs and says where; the spine where none does. */
  private static String shown(List<Place> places) {
    return places.stream()
        .filter(place -> place.running() && !place.now().isEmpty())
        .reduce((first, second) -> second)
        .or(() -> places.stream().findFirst())
        .map(Place::key)
        .orElse("");
  }

  private static List<String> named(WhereItStands.Diagram diagram, List<Task> open) {
    return diagram.now().stream()
        .map(
            node -> {
              long several =
                  diagram.silent() ? 1 : open.stream().filter(t -> t.getTaskDefinitionKey().equals(node.id())).count();
              return node.name() + (several > 1 ? "（" + several + " 项）" : "");
            })
        .toList();
  }

  private Next step(WhereItStands.Diagram diagram, WhereItStands.Node node, List<Task> open) {
    Optional<Date> due =
        open.stream()
            .filter(task -> task.getTaskDefinitionKey().equals(node.id()))
            .map(Task::getDueDate)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .or(() -> timer(diagram, node));
    return new Next(
        node.name(),
        next.about(diagram.definition(), node.id()),
        due.map(date -> WorkCalendar.DAY.format(Instant.ofEpochMilli(date.getTime()))).orElse(""),
        diagram.silent() ? List.of() : next.after(diagram.definition(), node.id()));
  }

  private Optional<Date> timer(WhereItStands.Diagram diagram, WhereItStands.Node node) {
    if (diagram.instance() == null) {
      return Optional.empty();
    }
    return management.createJobQuery().processInstanceId(diagram.instance()).activityId(node.id()).timers().list().stream()
        .map(Job::getDuedate)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }
}
