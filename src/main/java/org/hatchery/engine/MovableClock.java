package org.hatchery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the clock forward and runs the engine's jobs that fall due; only in the demonstration and in tests. */
public class MovableClock {

  private static final Logger LOG = LoggerFactory.getLogger(MovableClock.class);
  private static final int MOST_ROUNDS = 10_000;

  private final ManagementService management;
  private final RuntimeService runtime;
  private final ProcessEngine engine;

  MovableClock(ProcessEngine engine) {
    this.management = engine.getManagementService();
    this.runtime = engine.getRuntimeService();
    this.engine = engine;
  }

  /** Does something while the engine takes up no job by itself, so that each runs when the clock's mover says. */
  public void whileJobsWait(Runnable work) {
    JobExecutor executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    boolean active = executor != null && executor.isActive();
    if (active) {
      executor.shutdown();
    }
    try {
      work.run();
    } finally {
      if (active) {
        executor.start();
      }
    }
  }

  public Instant now() {
    return ClockUtil.getCurrentTime().toInstant();
  }

  /** How far the clock is ahead of the machine's. */
  public Duration ahead() {
    return Duration.between(Instant.now(), now());
  }

  /** @param moment not before now: the clock never goes back */
  public void moveTo(Instant moment) {
    if (moment.isBefore(now().minusSeconds(1))) {
      throw new IllegalArgumentException("The clock never goes back: " + moment + " is before " + now());
    }
    setAhead(Duration.between(Instant.now(), moment));
  }

  public void setAhead(Duration ahead) {
    ClockUtil.offset(ahead.toMillis());
  }

  /** @return due date of the next job that waits for its time; empty where none does */
  public Optional<Instant> nextTimer() {
    return management
        .createJobQuery()
        .withRetriesLeft()
        .duedateHigherThan(Date.from(now()))
        .active()
        .orderByJobDuedate()
        .asc()
        .listPage(0, 1)
        .stream()
        .findFirst()
        .map(job -> job.getDuedate().toInstant());
  }

  /**
   * Moves to a moment, stopping wherever a job falls due on the way.
   *
   * @param atEachStop what else to run at each stop: sweeps, mail
   * @return ids of the activities whose jobs ran, in order
   */
  public List<String> travelTo(Instant moment, Runnable atEachStop) {
    List<String> ran = new ArrayList<>(stop(atEachStop));
    Optional<Instant> next = nextTimer();
    while (next.isPresent() && !next.get().isAfter(moment)) {
      if (next.get().isAfter(now())) {
        moveTo(next.get());
      }
      ran.addAll(stop(atEachStop));
      next = nextTimer();
    }
    if (moment.isAfter(now())) {
      moveTo(moment);
    }
    ran.addAll(stop(atEachStop));
    return ran;
  }

  private List<String> stop(Runnable atEachStop) {
    List<String> ran = runDueJobs();
    atEachStop.run();
    return ran;
  }

  /**
   * Runs every job that is due now, and those that they bring about, until none is left.
   *
   * @return ids of the activities whose jobs ran, in order
   */
  public List<String> runDueJobs() {
    return runDue().stream().map(Ran::activityId).toList();
  }

  /**
   * A job that ran.
   *
   * @param processDefinitionId null for a job of no process
   * @param caseNumber business key; null where it has none
   */
  public record Ran(String processDefinitionId, String activityId, String caseNumber) {}

  /** As {@link #runDueJobs()}, with diagram and case of each. */
  public List<Ran> runDue() {
    List<Ran> ran = new ArrayList<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Job> due = management.createJobQuery().executable().orderByJobDuedate().asc().listPage(0, 50);
      if (due.isEmpty()) {
        return ran;
      }
      due.forEach(job -> run(job, ran));
    }
    throw new IllegalStateException("Jobs do not come to an end");
  }

  private void run(Job job, List<Ran> ran) {
    String activity =
        management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).list().stream()
            .map(definition -> definition.getActivityId())
            .findFirst()
            .orElse("job");
    String caseNumber = caseNumber(job);
    try {
      management.executeJob(job.getId());
      ran.add(new Ran(job.getProcessDefinitionId(), activity, caseNumber));
    } catch (ProcessEngineException e) {
      boolean gone = management.createJobQuery().jobId(job.getId()).count() == 0;
      if (gone) {
        return; // the job executor was faster, or an earlier job ended its instance
      }
      LOG.warn("Job at {} failed: {}", activity, e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("Job at {} failed", activity, e);
    }
  }

  private String caseNumber(Job job) {
    if (job.getProcessInstanceId() == null) {
      return null;
    }
    ProcessInstance instance =
        runtime.createProcessInstanceQuery().processInstanceId(job.getProcessInstanceId()).singleResult();
    return instance == null ? null : instance.getBusinessKey();
  }
}
