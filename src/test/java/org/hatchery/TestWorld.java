package org.hatchery;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives the tests' program a fresh data folder and a mail server. */
public class TestWorld implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  public static final GreenMail SMTP = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  static {
    SMTP.start();
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    try {
      Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-data-");
      TestPropertyValues.of(
              "hatchery.data=" + data.toAbsolutePath(),
              "spring.mail.host=127.0.0.1",
              "spring.mail.port=" + SMTP.getSmtp().getPort(),
              "hatchery.mail.from=hatchery@demo.example")
          .applyTo(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
