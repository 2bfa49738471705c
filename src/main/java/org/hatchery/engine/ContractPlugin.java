package org.hatchery.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/** Ties diagrams to the contract and closes what the engine leaves open by default. */
@Component
class ContractPlugin extends AbstractProcessEnginePlugin {

  /** Ids of groups and users: organisation, colon, role; hyphens and dots in codes. */
  static final String RESOURCE_ID = "[a-zA-Z0-9.:_-]+";

  private final ContractParseListener parseListener;

  ContractPlugin(ContractParseListener parseListener) {
    this.parseListener = parseListener;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    if (configuration.getCustomPostBPMNParseListeners() == null) {
      configuration.setCustomPostBPMNParseListeners(new ArrayList<BpmnParseListener>());
    }
    configuration.getCustomPostBPMNParseListeners().add(parseListener);
    if (configuration.getCustomPreCommandInterceptorsTxRequired() == null) {
      configuration.setCustomPreCommandInterceptorsTxRequired(new ArrayList<CommandInterceptor>());
    }
    configuration.getCustomPreCommandInterceptorsTxRequired().add(new AgainAfterCollision());
    configuration.setUserResourceWhitelistPattern(RESOURCE_ID);
    configuration.setGroupResourceWhitelistPattern(RESOURCE_ID);
    configuration.setTenantResourceWhitelistPattern(RESOURCE_ID);
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    configuration.setFailedJobRetryTimeCycle("PT1M,PT5M,PT30M,PT2H");
    configuration.setAuthorizationCheckRevokes("never");
    configuration.setDmnEngineConfiguration(
        new DefaultDmnEngineConfiguration().feelEngineFactory(() -> new PlainTexts(new ScalaFeelEngineFactory().createInstance())));
    configuration.setCustomHistoryLevels(List.of(new LeanHistory()));
    configuration.setCustomSessionFactories(List.of(new KnownGroups(), new VariablesOfTasks()));
    configuration.setResourceAuthorizationProvider(new RightsOfTasks());
    configuration.setTaskMetricsEnabled(false);
    configuration.setEnsureJobDueDateNotNull(true);
    configuration.setJobExecutorAcquireByDueDate(true);
  }
}
