package org.hatchery;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Wrong settings are told in one line by {@link HatcheryApplication}, without a stack before it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongSettingsReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    return WrongSettings.in(failure) != null;
  }
}
