package org.hatchery.desk;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down the guessing of passwords: after some failures for an account, or from an address, a pause that grows and always
 * ends. Kept in the database, for all nodes. Accounts that do not exist are treated alike. A pause of an account is a promise to
 * each address that met it: when it is over, that address gets its try, whatever others have done meanwhile; so nobody can keep
 * the owner out for longer by guessing on.
 */
@Component
class SignInAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(SignInAttempts.class);

  /** Any two numbers that nobody else locks by. */
  private static final int ADDRESSES = 7_240_031;
  private static final int ACCOUNTS = 7_240_032;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int LONGEST_ADDRESS = 64;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final SignInSettings settings;
  private final Audit audit;

  SignInAttempts(
      JdbcClient jdbc, TransactionTemplate transaction, Clock clock, SignInSettings settings, Audit audit) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
  }

  enum Result {
    RIGHT,
    WRONG,
    /** Not looked at: the account or the address has to wait. */
    WAITS
  }

  /** @param until when the next attempt is looked at; not after now where at once */
  record Answer(Result result, Instant until) {}

  private record Keys(String account, String address, String both) {}

  private record Failures(String who, int failures, Instant lastAt, Instant waitUntil) {}

  /**
   * Checks a password, unless the account or the address has to wait. One at a time for an account and for an address, or many
   * at once would all be looked at.
   *
   * @param account as it was typed
   * @param right checks the password
   */
  Answer attempt(String account, String address, BooleanSupplier right) {
    Answer answer = looked(account, address, right);
    record(account, answer);
    return answer;
  }

  private Answer looked(String account, String address, BooleanSupplier right) {
    Keys keys = keys(account, address);
    return transaction.execute(
        status -> {
          lock(ADDRESSES, keys.address());
          lock(ACCOUNTS, keys.account());
          Instant now = clock.instant();
          Map<String, Failures> known = known(keys);
          Instant until = waits(keys, known, now);
          if (until.isAfter(now)) {
            return new Answer(Result.WAITS, until);
          }
          if (right.getAsBoolean()) {
            forget(keys, known);
            return new Answer(Result.RIGHT, now);
          }
          return new Answer(Result.WRONG, failed(keys, known, now));
        });
  }

  /** Only accounts that there are: what was typed in their place may be a password. While one waits, once a minute is enough. */
  private void record(String account, Answer answer) {
    if (answer.result() == Result.RIGHT) {
      return;
    }
    boolean known =
        jdbc.sql("select count(*) from public.act_id_user where id_ = :id").param("id", account.replace("\u0000", ""))
            .query(Long.class).single() > 0;
    String what = known ? "账号 " + account : "没有的账号";
    if (answer.result() == Result.WRONG) {
      audit.add(AuditEvent.of(AuditKind.SIGN_IN_FAILED, what).saying("密码不对"));
    } else {
      audit.once(MINUTE, AuditEvent.of(AuditKind.SIGN_IN_PAUSED, what).saying("失败次数多，暂停期间没有核对密码"));
    }
  }

  /** How long the answer has to be waited out, in words. */
  String rest(Answer answer) {
    return SignInFailed.words(Duration.between(clock.instant(), answer.until()));
  }

  /** What is of no more use; failures are not kept as a list of who came when. */
  int forgetOld() {
    return jdbc.sql("delete from hatchery.sign_in_failure where greatest(last_at, wait_until) < :before")
        .param("before", Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }

  private void lock(int kind, String key) {
    jdbc.sql("select pg_advisory_xact_lock(:kind, hashtext(:key))").param("kind", kind).param("key", key).query().listOfRows();
  }

  private Map<String, Failures> known(Keys keys) {
    return jdbc.sql("select who, failures, last_at, wait_until from hatchery.sign_in_failure where who in (:keys)")
        .param("keys", List.of(keys.account(), keys.address(), keys.both()))
        .query((row, n) -> failures(row))
        .stream()
        .collect(Collectors.toMap(Failures::who, Function.identity()));
  }

  private static Failures failures(ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp("wait_until");
    Instant lastAt = row.getTimestamp("last_at").toInstant();
    return new Failures(
        row.getString("who"), row.getInt("failures"), lastAt, until == null ? Instant.MIN : until.toInstant());
  }

  /** Until when; not after now where it has not to wait. */
  private Instant waits(Keys keys, Map<String, Failures> known, Instant now) {
    Failures address = known.get(keys.address());
    if (address != null && address.waitUntil().isAfter(now)) {
      return address.waitUntil();
    }
    Failures account = known.get(keys.account());
    if (account == null || !account.waitUntil().isAfter(now)) {
      return now;
    }
    Failures promise = known.get(keys.both());
    if (promise != null) {
      return promise.waitUntil();
    }
    save(new Failures(keys.both(), 0, now, account.waitUntil()));
    return account.waitUntil();
  }

  private Instant failed(Keys keys, Map<String, Failures> known, Instant now) {
    Failures address = next(keys.address(), known, now, settings.addressFailures());
    Failures account = next(keys.account(), known, now, settings.accountFailures());
    save(address);
    save(account);
    if (account.waitUntil().isAfter(now)) {
      save(new Failures(keys.both(), account.failures(), now, account.waitUntil()));
    }
    if (address.waitUntil().isAfter(now)) {
      LOG.warn("{} failed sign-ins from {}: waits until {}", address.failures(), keys.address(), address.waitUntil());
    }
    return address.waitUntil().isAfter(account.waitUntil()) ? address.waitUntil() : account.waitUntil();
  }

  private Failures next(String who, Map<String, Failures> known, Instant now, int allowed) {
    Failures before = known.get(who);
    boolean counts = before != null && !later(before).plus(settings.within()).isBefore(now);
    int failures = counts ? Math.min(before.failures() + 1, 1_000_000) : 1;
    return new Failures(
        who, failures, now, failures < allowed ? Instant.MIN : now.plus(settings.pause(failures - allowed)));
  }

  private static Instant later(Failures failures) {
    return failures.waitUntil().isAfter(failures.lastAt()) ? failures.waitUntil() : failures.lastAt();
  }

  private void save(Failures failures) {
    jdbc.sql(
            """
            insert into hatchery.sign_in_failure (who, failures, last_at, wait_until) values (:who, :failures, :at, :until)
            on conflict (who) do update
            set failures = excluded.failures, last_at = excluded.last_at, wait_until = excluded.wait_until
            """)
        .param("who", failures.who())
        .param("failures", failures.failures())
        .param("at", Timestamp.from(failures.lastAt()))
        .param("until", failures.waitUntil().equals(Instant.MIN) ? null : Timestamp.from(failures.waitUntil()), java.sql.Types.TIMESTAMP)
        .update();
  }

  /** The address keeps its failures: one right password must not pay for guessing at others. */
  private void forget(Keys keys, Map<String, Failures> known) {
    if (known.containsKey(keys.account()) || known.containsKey(keys.both())) {
      jdbc.sql("delete from hatchery.sign_in_failure where who in (:keys)")
          .param("keys", List.of(keys.account(), keys.both()))
          .update();
    }
  }

  private static Keys keys(String account, String address) {
    String hash = hash(account);
    String from = network(address);
    return new Keys("account:" + hash, "address:" + from, "both:" + hash + "@" + from);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One subscriber has all addresses of an IPv6 network of 64 bits. */
  static String network(String address) {
    String text = address == null ? "" : address.strip();
    if (text.indexOf(':') >= 0) {
      try {
        // with a colon it is never looked up as a name
        InetAddress parsed = InetAddress.getByName(text);
        return parsed instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8)) + "/64"
            : parsed.getHostAddress();
      } catch (UnknownHostException e) {
        // not an address: taken as it stands
      }
    }
    return text.length() > LONGEST_ADDRESS ? text.substring(0, LONGEST_ADDRESS) : text;
  }
}
