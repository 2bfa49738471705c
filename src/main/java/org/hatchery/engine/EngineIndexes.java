package org.hatchery.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.stereotype.Component;

/** Gives the engine's tables the indexes and statistics they lack, once the engine has made them. */
@Component
class EngineIndexes extends AbstractProcessEnginePlugin {

  private static final Logger LOG = LoggerFactory.getLogger(EngineIndexes.class);
  private static final String SCRIPT = "db/engine/indexes.sql";

  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    try (Connection connection = engine.getProcessEngineConfiguration().getDataSource().getConnection()) {
      new ResourceDatabasePopulator(new ClassPathResource(SCRIPT)).populate(connection);
    } catch (SQLException | ScriptException e) {
      // slower, not wrong: where the program does not own the engine's tables, who does runs the script
      LOG.warn("The engine's tables stay without the indexes of {}, which the program may not make: {}", SCRIPT, e.getMessage());
    }
  }
}
