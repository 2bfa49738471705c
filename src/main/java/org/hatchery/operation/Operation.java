package org.hatchery.operation;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** What the diagram of the stage asks of the record. */
@Component("operation")
public class Operation {

  private static final int QUARTERS_OF_A_YEAR = 4;

  private final Brands brands;
  private final Quarters quarters;
  private final Projects projects;
  private final WorkCalendar calendar;

  Operation(Brands brands, Quarters quarters, Projects projects, WorkCalendar calendar) {
    this.brands = brands;
    this.quarters = quarters;
    this.projects = projects;
    this.calendar = calendar;
  }

  /** @return when the running quarter is over */
  public Date quarterEnd(DelegateExecution execution) {
    return Date.from(calendar.endOfDay(quarters.current(execution.getProcessBusinessKey()).endsOn()));
  }

  /** @return until when its report is due, however often it was saved meanwhile */
  public Date reportDue(DelegateExecution execution) {
    return Date.from(quarters.current(execution.getProcessBusinessKey()).dueAt());
  }

  public boolean quartersLeft(DelegateExecution execution) {
    String caseNumber = execution.getProcessBusinessKey();
    return quarters.ofYear(caseNumber, brands.get(caseNumber).year()).size() < QUARTERS_OF_A_YEAR;
  }

  /** @return whether the rectification that just ended was cleared */
  public boolean rectified(DelegateExecution execution) {
    return "cleared".equals(projects.get(execution.getProcessBusinessKey()).result());
  }
}
