package org.hatchery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class HatcheryApplication {

  public static void main(String[] args) {
    try {
      if (AuditCommand.asked(args)) {
        System.exit(AuditCommand.run(args));
      }
      SpringApplication.run(HatcheryApplication.class, args);
    } catch (RuntimeException e) {
      WrongSettings wrong = WrongSettings.in(e);
      if (wrong == null) {
        throw e;
      }
      System.err.println("Hatchery did not start: " + wrong.getMessage());
      System.exit(2);
    }
  }
}
