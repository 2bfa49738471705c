package org.hatchery;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Real use or demonstration: with no database configured the program runs its own, shows the demonstration city and listens
 * on this machine only. What is set for real use must be whole: half a configuration stops the start.
 */
class HatcheryEnvironment implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    boolean database = StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    boolean demo = environment.getProperty("hatchery.demo", Boolean.class, !database);
    if (demo && database) {
      throw new WrongSettings("hatchery.demo=true shows the demonstration city and would mix it with the database of "
          + "spring.datasource.url (SPRING_DATASOURCE_URL); set only one of them.");
    }
    if (!demo && !database) {
      throw new WrongSettings("hatchery.demo=false needs a database: set SPRING_DATASOURCE_URL, "
          + "for example jdbc:postgresql://localhost:5432/hatchery.");
    }
    if (database && !environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
      throw new WrongSettings("spring.datasource.url (SPRING_DATASOURCE_URL) must begin with jdbc:postgresql: — "
          + "Hatchery runs on PostgreSQL only.");
    }
    if (!demo && !StringUtils.hasText(environment.getProperty("spring.mail.host"))) {
      throw new WrongSettings("No mail server is set: set spring.mail.host (SPRING_MAIL_HOST). "
          + "Everyone is told of tasks and decisions by mail.");
    }
    if (database) {
      DatabaseCheck.check(
          environment.getProperty("spring.datasource.url"),
          environment.getProperty("spring.datasource.username"),
          environment.getProperty("spring.datasource.password"));
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("hatchery.demo", demo);
    if (demo) {
      settings.put("server.address", "127.0.0.1");
    }
    if (environment.containsProperty("logging.file.name") || environment.containsProperty("logging.file.path")) {
      settings.put("hatchery.log-also-to", "file");
    }
    String mailServer = environment.getProperty("spring.mail.host");
    if (StringUtils.hasText(mailServer) && !StringUtils.hasText(environment.getProperty("hatchery.mail.from"))) {
      settings.put("hatchery.mail.from", sender(mailServer, environment.getProperty("spring.mail.username", "")));
    }
    environment.getPropertySources().addFirst(new MapPropertySource("hatchery", settings));
    environment.getPropertySources().addLast(new MapPropertySource("hatchery-defaults", defaults(environment, demo)));
  }

  /** What holds where the operator says nothing else; stricter in real use, and more so where people come by https. */
  static Map<String, Object> defaults(ConfigurableEnvironment environment, boolean demo) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("hatchery.public-address", "http://127.0.0.1:" + environment.getProperty("server.port", "8080"));
    if (demo) {
      // the passwords there are all the same and known: no need to be slow
      defaults.put("hatchery.passwords.strength", 4);
    } else {
      // believes a proxy on the same machine or network who the visitor is and that he came by https
      defaults.put("server.forward-headers-strategy", "native");
    }
    String address = environment.getProperty("hatchery.public-address", "");
    if (address.toLowerCase(Locale.ROOT).startsWith("https://")) {
      defaults.put("server.servlet.session.cookie.secure", true);
      defaults.put("camunda.bpm.webapp.csrf.enable-secure-cookie", true);
      defaults.put("camunda.bpm.webapp.session-cookie.enable-secure-cookie", true);
    }
    return defaults;
  }

  /** Where the operator names no address from which mails come: the account at the mail server, or one of its domain. */
  private static String sender(String mailServer, String account) {
    boolean named = mailServer.matches(".*[A-Za-z].*");
    return account.contains("@") ? account : "hatchery@" + (named ? mailServer.replaceFirst("^(smtp|mail)\\.", "") : "localhost");
  }
}
