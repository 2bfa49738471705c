package org.hatchery.desk;

import java.time.Duration;
import org.hatchery.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param idle after how long without anything done one signs in again
 * @param longest after how long one signs in again, whatever was done
 */
@ConfigurationProperties("hatchery.session")
record SessionSettings(@DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest) {

  SessionSettings {
    if (idle.toMinutes() < 1 || longest.compareTo(idle) < 0) {
      throw new WrongSettings("hatchery.session.idle must be 1m or more, and .longest not below it.");
    }
  }
}
