package org.hatchery.engine;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of passwords beside their hashes: when they were set, which came before, whether they have to be changed. */
@Component
public class Passwords {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final PasswordSettings settings;
  private final ObjectProvider<ProcessEngine> engine;
  private final boolean demo;

  Passwords(
      JdbcClient jdbc,
      Clock clock,
      PasswordSettings settings,
      ObjectProvider<ProcessEngine> engine,
      @Value("${hatchery.demo:false}") boolean demo) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.engine = engine;
    this.demo = demo;
  }

  /**
   * How an account stands.
   *
   * @param known whether there is such an account
   * @param changes how often its password was changed
   * @param first whether its password was given by somebody else
   * @param expired whether its password is older than the settings allow
   * @param groups of the engine that it belongs to at this moment
   */
  public record Standing(boolean known, int changes, boolean first, boolean expired, List<String> groups) {

    public boolean mustChange() {
      return first || expired;
    }
  }

  private record Before(String hash, String salt) {}

  public Standing of(String userId) {
    return jdbc.sql(
            """
            select exists (select 1 from public.act_id_user where id_ = :user) as known,
              exists (select 1 from hatchery.first_password where user_id = :user) as first,
              array(select group_id_ from public.act_id_membership where user_id_ = :user order by 1) as groups,
              p.changes, p.set_at
            from (values (1)) one left join hatchery.password p on p.user_id = :user
            """)
        .param("user", userId)
        .query(
            (row, n) ->
                new Standing(
                    row.getBoolean("known"), row.getInt("changes"), row.getBoolean("first"), old(row.getTimestamp("set_at")),
                    List.of((String[]) row.getArray("groups").getArray())))
        .single();
  }

  private boolean old(Timestamp setAt) {
    return setAt != null
        && !settings.longest().isZero()
        && setAt.toInstant().plus(settings.longest()).isBefore(clock.instant());
  }

  /** How many passwords before the present one may not come again. */
  public int remembered() {
    return settings.before();
  }

  /** Whether it is one of the last passwords of the person, the present one among them. Ask only the person himself. */
  public boolean hadBefore(String userId, String fresh) {
    PasswordManager hashes =
        ((ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration()).getPasswordManager();
    return jdbc.sql(
            """
            select pwd_ as hash, salt_ as salt from public.act_id_user where id_ = :user and pwd_ is not null
            union all
            (select hash, salt from hatchery.password_before where user_id = :user order by id desc limit :most)
            """)
        .param("user", userId)
        .param("most", settings.before())
        .query(Before.class)
        .list()
        .stream()
        .anyMatch(before -> hashes.check(EncryptionUtil.saltPassword(fresh, before.salt()), before.hash()));
  }

  /**
   * @param by who is signed in to the engine; null: the program itself, whose passwords of the demonstration last for ever
   * @param hash of the password until now; null where there was none
   */
  void changed(String userId, String by, String hash, String salt) {
    jdbc.sql(
            """
            insert into hatchery.password (user_id, changes, set_at) values (:user, 1, :now)
            on conflict (user_id) do update set changes = password.changes + 1, set_at = excluded.set_at
            """)
        .param("user", userId)
        .param("now", by == null && demo ? null : Timestamp.from(clock.instant()), Types.TIMESTAMP)
        .update();
    if (hash != null) {
      jdbc.sql("insert into hatchery.password_before (user_id, hash, salt) values (:user, :hash, :salt)")
          .param("user", userId)
          .param("hash", hash)
          .param("salt", salt)
          .update();
    }
    jdbc.sql(
            "delete from hatchery.password_before where user_id = :user and id not in"
                + " (select id from hatchery.password_before where user_id = :user order by id desc limit :most)")
        .param("user", userId)
        .param("most", settings.before())
        .update();
  }

  void forget(String userId) {
    List.of("password", "password_before")
        .forEach(
            table -> jdbc.sql("delete from hatchery." + table + " where user_id = :user").param("user", userId).update());
  }
}
