package org.hatchery.engine;

import java.time.Duration;
import java.util.List;
import org.hatchery.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param before how many of the last passwords of a person may not come again, the present one aside
 * @param longest after how long a password has to be changed; nothing: never
 * @param strength of the hashes: one more doubles the work
 * @param words that no password may be made of besides the common ones: names of the city, of its offices
 */
@ConfigurationProperties("hatchery.passwords")
public record PasswordSettings(
    @DefaultValue("5") int before,
    @DefaultValue("0") Duration longest,
    @DefaultValue("10") int strength,
    @DefaultValue List<String> words) {

  public PasswordSettings {
    if (before < 0 || before > 24) {
      throw new WrongSettings("hatchery.passwords.before must be 0 to 24.");
    }
    if (!longest.isZero() && longest.toDays() < 1) {
      throw new WrongSettings("hatchery.passwords.longest must be 1d or more, or 0 for never.");
    }
    if (strength < 4 || strength > 16) {
      throw new WrongSettings("hatchery.passwords.strength must be 4 to 16.");
    }
  }
}
