package org.hatchery;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class HatcheryApplication {

  public static void main(String[] args) {
    try {
      SpringApplication.run(HatcheryApplication.class, args);
    } catch (RuntimeException e) {
      WrongSettings wrong = wrongSettings(e);
      if (wrong == null) {
        throw e;
      }
      System.err.println("Hatchery did not start: " + wrong.getMessage());
      System.exit(2);
    }
  }

  private static WrongSettings wrongSettings(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof WrongSettings wrong) {
        return wrong;
      }
    }
    return null;
  }
}
