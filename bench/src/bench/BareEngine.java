package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * Camunda 7.24 as its starter leaves it, with full history, authorizations and Tasklist, running Hatchery's own diagram of a
 * need: the same nodes, flows, gateways and forms; in place of Hatchery's answers (who acts, by when) stand fixed ones,
 * and the fields of a form become variables of the instance.
 */
public final class BareEngine {

  static final String USER = "clerk";
  static final String PASSWORD = "clerk";
  static final String LIST = "open";
  private static final String GROUP = "clerks";

  private BareEngine() {}

  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class, DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
    JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
    org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration.class,
    org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration.class
  })
  static class Application {

    @Bean
    SmartInitializingSingleton prepared(ProcessEngine engine) {
      return () -> prepare(engine);
    }
  }

  /** @param arguments port, and the url of an empty database */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(Application.class)
        .bannerMode(Banner.Mode.OFF)
        .properties(
            // not Hatchery's own settings
            "spring.config.location=optional:classpath:/bench-bare/",
            "spring.datasource.username=postgres",
            "spring.datasource.hikari.maximum-pool-size=20",
            // Hatchery looks at every program of its class path; nothing is sent
            "spring.mail.host=127.0.0.1",
            // without an administrator every page leads to the set-up
            "camunda.bpm.admin-user.id=admin",
            "camunda.bpm.admin-user.password=admin",
            "camunda.bpm.history-level=full",
            "camunda.bpm.authorization.enabled=true",
            "camunda.bpm.auto-deployment-enabled=false",
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.metrics.enabled=false",
            "camunda.bpm.metrics.db-reporter-activate=false",
            "logging.level.root=warn")
        .run(arguments);
  }

  private static void prepare(ProcessEngine engine) {
    deploy(engine);
    IdentityService identity = engine.getIdentityService();
    identity.saveGroup(identity.newGroup(GROUP));
    User user = identity.newUser(USER);
    user.setPassword(PASSWORD);
    identity.saveUser(user);
    identity.createMembership(USER, GROUP);
    grant(engine, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    grant(engine, Resources.PROCESS_DEFINITION, "*", Permissions.READ, Permissions.CREATE_INSTANCE);
    grant(engine, Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
    FilterService filters = engine.getFilterService();
    Filter open = filters.newTaskFilter(LIST);
    open.setQuery(engine.getTaskService().createTaskQuery().taskCandidateUserExpression("${currentUser()}").taskUnassigned());
    filters.saveFilter(open);
    grant(engine, Resources.FILTER, open.getId(), Permissions.READ);
  }

  private static void grant(ProcessEngine engine, Resource resource, String id, Permission... permissions) {
    AuthorizationService authorizations = engine.getAuthorizationService();
    Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setGroupId(GROUP);
    grant.setResource(resource);
    grant.setResourceId(id);
    grant.setPermissions(permissions);
    authorizations.saveAuthorization(grant);
  }

  private static void deploy(ProcessEngine engine) {
    try {
      String need = Files.readString(Path.of("bpmn/solicitation/need.bpmn"), StandardCharsets.UTF_8);
      need = need.replaceFirst("(<bpmn:userTask id=\"recordNeed\"[^>]*) camunda:candidateGroups=\"[^\"]*\"", "$1 camunda:assignee=\"" + USER + "\"");
      need = need.replaceAll("camunda:candidateGroups=\"[^\"]*\"", "camunda:candidateGroups=\"" + GROUP + "\"");
      need = need.replaceAll("(<bpmn:timeDate[^>]*>)[^<]*<", "$1\\${dateTime().plusDays(30).toDate()}<");
      var deployment = engine.getRepositoryService().createDeployment().addString("need.bpmn", need);
      for (String form : new String[] {"startNeed", "recordNeed", "sortNeed", "ruleNeed", "recordSolved"}) {
        deployment.addString(form + ".form", Files.readString(Path.of("forms/solicitation/" + form + ".form"), StandardCharsets.UTF_8));
      }
      deployment.deploy();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
