package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HatcheryTest
class StartTest {

  @Autowired ProcessEngine engine;

  @Test
  void theEngineRunsOnPostgreSql() {
    assertThat(engine.getManagementService().getTableName(org.camunda.bpm.engine.task.Task.class)).isNotNull();
    assertThat(engine.getProcessEngineConfiguration().getDatabaseType()).isEqualTo("postgres");
  }
}
