package org.hatchery.engine;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Passwords that somebody else gave: an import, the operator, an administrator. Whoever gets one changes it before anything
 * else. Those that the program gives itself in the demonstration, where all are the same and known, do not count.
 */
@Component
public class FirstPasswords {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final boolean demo;

  FirstPasswords(JdbcClient jdbc, Clock clock, @Value("${hatchery.demo:false}") boolean demo) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.demo = demo;
  }

  /** Whether this account still has the password that somebody else gave. */
  public boolean has(String userId) {
    return jdbc.sql("select 1 from hatchery.first_password where user_id = :user")
        .param("user", userId)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** @param by who is signed in to the engine; null: the program itself */
  void passwordSet(String userId, String by) {
    if (userId.equals(by) || by == null && demo) {
      forget(userId);
      return;
    }
    jdbc.sql("insert into hatchery.first_password (user_id, given_at) values (:user, :now) on conflict do nothing")
        .param("user", userId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  void forget(String userId) {
    jdbc.sql("delete from hatchery.first_password where user_id = :user").param("user", userId).update();
  }
}
