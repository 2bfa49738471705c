package org.hatchery.desk;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.WrongSettings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * Real use begins with an administrator whom the operator names: {@code hatchery.admin.id}, {@code .password},
 * {@code .email}, {@code .name}. There is no default password, and the group of administrators never stays empty. Later starts
 * change nothing.
 */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "false")
class FirstAdministrator implements SmartInitializingSingleton {

  private static final int SHORTEST_PASSWORD = 12;

  private final ProcessEngine engine;
  private final IdentityService identity;
  private final TransactionTemplate transaction;
  private final Environment settings;

  FirstAdministrator(ProcessEngine engine, TransactionTemplate transaction, Environment settings) {
    this.engine = engine;
    this.identity = engine.getIdentityService();
    this.transaction = transaction;
    this.settings = settings;
  }

  /** Before the port opens. */
  @Override
  public void afterSingletonsInstantiated() {
    String id = setting("id");
    if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0) {
      return;
    }
    String password = setting("password");
    String email = setting("email");
    String name = setting("name");
    String missing =
        Stream.of("id", "password", "email", "name")
            .filter(key -> setting(key).isEmpty())
            .map(FirstAdministrator::named)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw wrong(missing + (missing.contains(",") ? " are" : " is") + " not set.");
    }
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,58}")) {
      throw wrong(named("id") + " is not a user id: use letters, digits, dots, underscores and hyphens, 59 at most.");
    }
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD || password.contains(id)) {
      throw wrong(
          named("password") + " is too weak: at least " + SHORTEST_PASSWORD
              + " characters, without the user id in it.");
    }
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      throw wrong(named("email") + " is not a mail address.");
    }
    transaction.executeWithoutResult(status -> create(id, password, email, name));
  }

  private void create(String id, String password, String email, String name) {
    if (identity.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).count() == 0) {
      // the organisation gives it its rights at the end of the start
      Group administrators = identity.newGroup(Groups.CAMUNDA_ADMIN);
      administrators.setName("系统管理员");
      administrators.setType(Groups.GROUP_TYPE_SYSTEM);
      identity.saveGroup(administrators);
    }
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
      throw wrong(named("password") + " is too weak: it is guessed easily, or holds the id, name or mail address.");
    }
    identity.saveUser(user);
    identity.createMembership(id, Groups.CAMUNDA_ADMIN);
  }

  private static String named(String key) {
    return "hatchery.admin." + key + " (HATCHERY_ADMIN_" + key.toUpperCase(Locale.ROOT) + ")";
  }

  private static WrongSettings wrong(String what) {
    return new WrongSettings("There is no administrator yet and " + what);
  }

  private String setting(String name) {
    String value = settings.getProperty("hatchery.admin." + name);
    return StringUtils.hasText(value) ? (name.equals("password") ? value : value.strip()) : "";
  }
}
