package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Instances that each wait for a timer, which all come due at the same moment. */
final class Timers {

  private static final String PROCESS = "benchTimer";

  private final ProcessEngine engine;
  private final JdbcClient jdbc;

  Timers(ProcessEngine engine, JdbcClient jdbc, int waiting) {
    this.engine = engine;
    this.jdbc = jdbc;
    BpmnModelInstance timer =
        Bpmn.createExecutableProcess(PROCESS)
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent()
            .intermediateCatchEvent("wait")
            .timerWithDuration("P365D")
            .endEvent()
            .done();
    engine.getRepositoryService().createDeployment().addModelInstance(PROCESS + ".bpmn", timer).deploy();
    List<Runnable> starts = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      starts.add(() -> engine.getRuntimeService().startProcessInstanceByKey(PROCESS));
    }
    together(starts);
  }

  /** The program's own, with its settings. */
  static JobExecutor executor(ProcessEngine engine) {
    return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
  }

  private static void together(List<Runnable> work) {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<?> done : work.stream().map(threads::submit).toList()) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }

  /**
   * Makes all due and lets the program's own executor work.
   *
   * @param meanwhile done again and again until none is left
   * @return seconds until none is left
   */
  double drain(Runnable meanwhile) {
    jdbc.sql("update act_ru_job set duedate_ = now() where process_def_key_ = '" + PROCESS + "'").update();
    JobExecutor executor = executor(engine);
    long start = System.nanoTime();
    executor.start();
    while (left()) {
      meanwhile.run();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    executor.shutdown();
    return seconds;
  }

  private boolean left() {
    return jdbc.sql("select exists (select 1 from act_ru_job where process_def_key_ = '" + PROCESS + "')")
        .query(Boolean.class)
        .single();
  }
}
