package org.hatchery.desk;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.WrongSettings;
import org.hatchery.organisation.Deputies;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * Real use begins with an administrator whom the operator names: {@code hatchery.admin.id}, {@code .password},
 * {@code .email}, {@code .name}. There is no default password, and the group of administrators never stays empty.
 */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "false")
class FirstAdministrator implements SmartInitializingSingleton {

  private static final int SHORTEST_PASSWORD = 12;

  private final ProcessEngine engine;
  private final IdentityService identity;
  private final Deputies directory;
  private final TransactionTemplate transaction;
  private final Environment settings;

  FirstAdministrator(
      ProcessEngine engine, Deputies directory, TransactionTemplate transaction, Environment settings) {
    this.engine = engine;
    this.identity = engine.getIdentityService();
    this.directory = directory;
    this.transaction = transaction;
    this.settings = settings;
  }

  /** Before the port opens. */
  @Override
  public void afterSingletonsInstantiated() {
    if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0) {
      return;
    }
    String id = setting("id");
    String password = setting("password");
    String email = setting("email");
    String name = setting("name");
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,58}")) {
      throw new WrongSettings(
          "There is no administrator yet and hatchery.admin.id (HATCHERY_ADMIN_ID) is "
              + (id.isEmpty() ? "not set" : "not a user id")
              + ": use letters, digits, dots, underscores and hyphens, 59 at most.");
    }
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD || password.contains(id)) {
      throw new WrongSettings(
          "There is no administrator yet and hatchery.admin.password (HATCHERY_ADMIN_PASSWORD) is "
              + (password.isEmpty() ? "not set" : "too weak")
              + ": at least " + SHORTEST_PASSWORD + " characters, without the user id in it.");
    }
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw new WrongSettings(
          "There is no administrator yet and hatchery.admin.email (HATCHERY_ADMIN_EMAIL) is "
              + (email.isEmpty() ? "not set" : "not a mail address")
              + ".");
    }
    if (name.isEmpty()) {
      throw new WrongSettings(
          "There is no administrator yet and hatchery.admin.name (HATCHERY_ADMIN_NAME) is not set: the name people see.");
    }
    transaction.executeWithoutResult(status -> create(id, password, email, name));
  }

  private void create(String id, String password, String email, String name) {
    // makes the group of administrators with its rights
    directory.syncDeputies();
    User user = identity.createUserQuery().userId(id).singleResult();
    if (user == null) {
      user = identity.newUser(id);
      user.setFirstName(name);
      user.setLastName("");
      user.setEmail(email);
    }
    user.setPassword(password);
    if (engine.getProcessEngineConfiguration().isEnablePasswordPolicy()
        && !identity.checkPasswordAgainstPolicy(password, user).isValid()) {
      throw new WrongSettings(
          "hatchery.admin.password (HATCHERY_ADMIN_PASSWORD) is too weak: it holds the id, name or mail address.");
    }
    identity.saveUser(user);
    identity.createMembership(id, Groups.CAMUNDA_ADMIN);
  }

  private String setting(String name) {
    String value = settings.getProperty("hatchery.admin." + name);
    return StringUtils.hasText(value) ? (name.equals("password") ? value : value.strip()) : "";
  }
}
