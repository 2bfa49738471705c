package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.hatchery.HatcheryTest;
import org.hatchery.WrongSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** Real use without an administrator, tried in a transaction that is rolled back. */
@HatcheryTest
class FirstAdministratorTest {

  @Autowired ProcessEngine engine;
  @Autowired IdentityService identity;
  @Autowired TransactionTemplate transaction;

  @ParameterizedTest
  @CsvSource({
    "'', Ngq7-blue-Kites, a@b.example, 李强, hatchery.admin.id (HATCHERY_ADMIN_ID) is not set",
    "'bad id', Ngq7-blue-Kites, a@b.example, 李强, hatchery.admin.id (HATCHERY_ADMIN_ID) is not a user id",
    "boss, '', a@b.example, 李强, hatchery.admin.password (HATCHERY_ADMIN_PASSWORD) is not set",
    "boss, short-pw-11, a@b.example, 李强, hatchery.admin.password (HATCHERY_ADMIN_PASSWORD) is too weak",
    "boss, boss-boss-boss, a@b.example, 李强, hatchery.admin.password (HATCHERY_ADMIN_PASSWORD) is too weak",
    "boss, Ngq7-blue-Kites, '', 李强, hatchery.admin.email (HATCHERY_ADMIN_EMAIL) is not set",
    "boss, Ngq7-blue-Kites, nobody, 李强, hatchery.admin.email (HATCHERY_ADMIN_EMAIL) is not a mail address",
    "boss, Ngq7-blue-Kites, a@b.example, '', hatchery.admin.name (HATCHERY_ADMIN_NAME) is not set"
  })
  void aMissingOrWeakSettingStopsTheStartWithOneLine(
      String id, String password, String email, String name, String line) {
    withoutAdministrators(
        () ->
            assertThatThrownBy(() -> start(id, password, email, name))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n")
                .message()
                .doesNotContain(password.isEmpty() ? "\n" : password));
  }

  @Test
  void theFirstAdministratorIsMadeOnceAndTheSettingsAreNotNeededAnyMore() {
    withoutAdministrators(
        () -> {
          start("boss", "Ngq7-blue-Kites", "boss@city.example", "李强");

          assertThat(identity.checkPassword("boss", "Ngq7-blue-Kites")).isTrue();
          assertThat(identity.createUserQuery().userId("boss").singleResult().getFirstName()).isEqualTo("李强");
          assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").list())
              .extracting(user -> user.getId())
              .contains("boss");
          start("", "", "", "");
          start("boss", "Another-password-9", "boss@city.example", "李强");
          assertThat(identity.checkPassword("boss", "Ngq7-blue-Kites")).isTrue();
        });
    assertThat(identity.createUserQuery().userId("boss").count()).isZero();
  }

  private void start(String id, String password, String email, String name) {
    MockEnvironment settings = new MockEnvironment();
    Map.of("id", id, "password", password, "email", email, "name", name)
        .forEach((key, value) -> settings.setProperty("hatchery.admin." + key, value));
    new FirstAdministrator(engine, transaction, settings).afterSingletonsInstantiated();
  }

  private void withoutAdministrators(Runnable what) {
    transaction.executeWithoutResult(
        status -> {
          identity.deleteGroup("camunda-admin");
          what.run();
          status.setRollbackOnly();
        });
  }
}
