package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** Half or wrong settings stop the start with one line that names them. */
class HatcheryEnvironmentTest {

  private final MockEnvironment settings = new MockEnvironment();

  @Test
  void withNothingSetItIsTheDemonstrationOnThisMachineOnly() {
    process();
    assertThat(settings.getProperty("hatchery.demo")).isEqualTo("true");
    assertThat(settings.getProperty("server.address")).isEqualTo("127.0.0.1");
  }

  @Test
  void theDemonstrationNeverRunsOnAConfiguredDatabase() {
    settings.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/city");
    settings.setProperty("hatchery.demo", "true");
    refused("hatchery.demo");
  }

  @Test
  void realUseNeedsADatabase() {
    settings.setProperty("hatchery.demo", "false");
    refused("SPRING_DATASOURCE_URL");
  }

  @Test
  void onlyPostgreSql() {
    settings.setProperty("spring.datasource.url", "jdbc:mysql://127.0.0.1/city");
    settings.setProperty("spring.mail.host", "mail.example.gov.cn");
    refused("jdbc:postgresql:");
  }

  @Test
  void realUseNeedsAMailServer() {
    settings.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/city");
    refused("SPRING_MAIL_HOST");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsToldInOneLine() {
    settings.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/city");
    settings.setProperty("spring.mail.host", "mail.example.gov.cn");
    refused("cannot be used");
  }

  @Test
  void mailsComeFromTheAccountOrTheDomainOfTheMailServer() {
    settings.setProperty("spring.mail.host", "smtp.example.gov.cn");
    process();
    assertThat(settings.getProperty("hatchery.mail.from")).isEqualTo("hatchery@example.gov.cn");
  }

  @Test
  void whereNothingElseIsSaidRealUseIsStricter() {
    process();
    assertThat(settings.getProperty("hatchery.public-address")).isEqualTo("http://127.0.0.1:8080");

    MockEnvironment real = new MockEnvironment();
    real.setProperty("hatchery.public-address", "https://volunteers.example.gov.cn");
    Map<String, Object> defaults = HatcheryEnvironment.defaults(real, false);
    assertThat(defaults)
        .containsEntry("server.servlet.session.cookie.secure", true)
        .containsEntry("camunda.bpm.webapp.csrf.enable-secure-cookie", true)
        .containsEntry("server.forward-headers-strategy", "native");
    assertThat(HatcheryEnvironment.defaults(real, true))
        .containsEntry("server.servlet.session.cookie.secure", true)
        .doesNotContainKey("server.forward-headers-strategy");
    assertThat(HatcheryEnvironment.defaults(new MockEnvironment(), false))
        .doesNotContainKey("server.servlet.session.cookie.secure");
  }

  private void refused(String named) {
    assertThatThrownBy(this::process)
        .isInstanceOf(WrongSettings.class)
        .hasMessageContaining(named)
        .message()
        .doesNotContain("\n");
  }

  private void process() {
    new HatcheryEnvironment().postProcessEnvironment(settings, new SpringApplication());
  }
}
