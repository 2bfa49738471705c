package org.hatchery.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Adds to the audit. Inside a transaction the entries are written as its last act: they stand if and only if what they tell of
 * stands, and the chain, which goes one by one over all nodes, is held no longer than a commit takes. Outside of one, at once.
 */
@Component
public class Audit {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_DETAILS = 1000;

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final TransactionTemplate own;

  Audit(JdbcTemplate jdbc, Clock clock, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.own = new TransactionTemplate(transaction.getTransactionManager());
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  private record Row(Instant at, AuditEvent event, String address) {}

  public void add(AuditEvent event) {
    Row row = row(event);
    if (!TransactionSynchronizationManager.isSynchronizationActive()
        || !TransactionSynchronizationManager.isActualTransactionActive()
        || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
      own.executeWithoutResult(status -> insert(List.of(row)));
      return;
    }
    AtTheEnd waiting = waiting();
    if (waiting == null) {
      TransactionSynchronizationManager.registerSynchronization(new AtTheEnd(row));
    } else {
      waiting.rows.add(row);
    }
  }

  /** The same, for what comes in parts: with what waits already for the end of the transaction and differs in details alone it is one. */
  public void join(AuditEvent event) {
    AtTheEnd waiting = waiting();
    AuditEvent part = row(event).event();
    for (int i = waiting == null ? -1 : waiting.rows.size() - 1; i >= 0; i--) {
      Row known = waiting.rows.get(i);
      if (known.event().saying(null).equals(part.saying(null))) {
        String both = Stream.of(known.event().details(), part.details()).filter(Objects::nonNull).collect(Collectors.joining("，"));
        waiting.rows.set(i, row(part.saying(both.isEmpty() ? null : both)));
        return;
      }
    }
    add(event);
  }

  private static AtTheEnd waiting() {
    return TransactionSynchronizationManager.isSynchronizationActive()
        ? TransactionSynchronizationManager.getSynchronizations().stream()
            .filter(AtTheEnd.class::isInstance)
            .map(AtTheEnd.class::cast)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** The same, unless the same was recorded within this time: whoever asks again and again must not fill the table. */
  public void once(Duration within, AuditEvent event) {
    Row row = row(event);
    Boolean known =
        jdbc.queryForObject(
            """
            select exists (select 1 from hatchery.audit where at > ? and kind = ? and what = ?
              and who is not distinct from ? and case_number is not distinct from ? and address is not distinct from ?)
            """,
            Boolean.class,
            Timestamp.from(row.at().minus(within)),
            row.event().kind().name(),
            row.event().what(),
            row.event().who(),
            row.event().caseNumber(),
            row.address());
    if (!Boolean.TRUE.equals(known)) {
      add(row.event());
    }
  }

  /** Who has signed in in this request; null: nobody. */
  public static String signedIn() {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    return signedIn == null || signedIn instanceof AnonymousAuthenticationToken || !signedIn.isAuthenticated()
        ? null
        : signedIn.getName();
  }

  private Row row(AuditEvent event) {
    String address =
        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
            ? request.getRequest().getRemoteAddr()
            : null;
    AuditEvent plain =
        new AuditEvent(
            event.kind(),
            plain(event.who() == null ? signedIn() : event.who(), LONGEST_NAME),
            plain(event.what(), LONGEST_NAME),
            plain(event.caseNumber(), LONGEST_NAME),
            plain(event.details(), LONGEST_DETAILS));
    return new Row(clock.instant().truncatedTo(ChronoUnit.MICROS), plain, plain(address, LONGEST_NAME));
  }

  /** In one line and of bounded length, whoever wrote it; halves of characters, which no database takes, become question marks. */
  private static String plain(String text, int longest) {
    if (text == null) {
      return null;
    }
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ").replaceAll("\\p{Cs}", "?").strip();
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private void insert(List<Row> rows) {
    jdbc.batchUpdate(
        "insert into hatchery.audit (at, who, kind, what, case_number, details, address) values (?, ?, ?, ?, ?, ?, ?)",
        rows,
        500,
        (statement, row) -> {
          statement.setTimestamp(1, Timestamp.from(row.at()));
          statement.setString(2, row.event().who());
          statement.setString(3, row.event().kind().name());
          statement.setString(4, row.event().what());
          statement.setString(5, row.event().caseNumber());
          statement.setString(6, row.event().details());
          statement.setString(7, row.address());
        });
  }

  private final class AtTheEnd implements TransactionSynchronization {

    private final List<Row> rows = new ArrayList<>();

    AtTheEnd(Row first) {
      rows.add(first);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      insert(rows);
    }
  }
}
