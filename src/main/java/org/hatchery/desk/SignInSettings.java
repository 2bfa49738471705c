package org.hatchery.desk;

import java.time.Duration;
import org.hatchery.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param accountFailures failures for one account after which it waits
 * @param addressFailures failures from one address after which it waits
 * @param within a failure counts with those before it where no more than this lies between
 * @param firstPause how long the first pause is; each further failure doubles it
 * @param longestPause how long a pause is at most
 */
@ConfigurationProperties("hatchery.sign-in")
record SignInSettings(
    @DefaultValue("5") int accountFailures,
    @DefaultValue("30") int addressFailures,
    @DefaultValue("15m") Duration within,
    @DefaultValue("1m") Duration firstPause,
    @DefaultValue("15m") Duration longestPause) {

  SignInSettings {
    if (accountFailures < 1 || addressFailures < 1) {
      throw new WrongSettings("hatchery.sign-in.account-failures and .address-failures must be 1 or more.");
    }
    if (within.toSeconds() < 1 || firstPause.toSeconds() < 1 || longestPause.compareTo(firstPause) < 0) {
      throw new WrongSettings(
          "hatchery.sign-in.within, .first-pause and .longest-pause must be 1s or more, the longest not below the first.");
    }
  }

  /** @param beyond how many failures there were after the first that brought a pause */
  Duration pause(int beyond) {
    Duration pause = firstPause;
    for (int i = 0; i < beyond && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
