package org.hatchery.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes news into the outbox, in the caller's transaction: rolled back with it, sent after it. The same event
 * reaches the same recipient once, however often it is told. News that waits together for one recipient goes out as
 * one mail. A mail says little: no personal data, a link to where it is.
 */
@Component
public class Mail {

  static final String MARK = "【出壳】";
  private static final int LONGEST_SUBJECT = 120;

  private final JdbcClient jdbc;
  private final Recipients recipients;
  private final Clock clock;
  private final String publicAddress;

  Mail(
      JdbcClient jdbc,
      Recipients recipients,
      Clock clock,
      @Value("${hatchery.public-address:http://127.0.0.1:8080}") String publicAddress) {
    this.jdbc = jdbc;
    this.recipients = recipients;
    this.clock = clock;
    this.publicAddress = publicAddress.replaceAll("/+$", "");
  }

  /**
   * @param event unique with the recipient, e.g. {@code conclusion:SB-GANGSHAN-2026-0001:1}
   * @param userId who gets it; his address is asked for when it is sent
   * @param subject Chinese; the mark 【出壳】 is put before it
   * @param text plain Chinese text, lines parted by \n
   */
  @Transactional
  public void toPerson(String event, String userId, String subject, String text) {
    put(event, userId, userId, subject, text, null);
  }

  /**
   * To each member the group has now.
   *
   * @param candidateGroup organisation and role, e.g. {@code gangshan:clerk}; without members nothing is written
   */
  @Transactional
  public void toGroup(String event, String candidateGroup, String subject, String text) {
    for (String person : recipients.membersOf(candidateGroup)) {
      put(event, person, person, subject, text, null);
    }
  }

  /**
   * To somebody without an account.
   *
   * @param address mail address; null or blank where the person gave none: nothing is written
   */
  @Transactional
  public void toAddress(String event, String address, String subject, String text) {
    if (address != null && !address.isBlank()) {
      put(event, address.strip(), null, subject, text, null);
    }
  }

  /** @return the path as people reach it from a mail, e.g. {@code https://volunteers.example.cn/go/task/1} */
  public String link(String path) {
    return publicAddress + (path.startsWith("/") ? path : "/" + path);
  }

  /** @return number of mails that were given up after the last attempt */
  public int failed() {
    return jdbc.sql("select count(distinct letter) from hatchery.mail where failed_at is not null")
        .query(Integer.class)
        .single();
  }

  /** @return since when the oldest mail that is neither sent nor given up waits; empty where none waits */
  public Optional<Instant> waitingSince() {
    return jdbc.sql(
            """
            select min(created_at) at from hatchery.mail
            where sent_at is null and failed_at is null and dropped_at is null
            """)
        .query((row, n) -> Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant))
        .single();
  }

  /** News of a task: not sent any more once the task is gone. */
  void ofTask(String event, String userId, String subject, String text, String taskId) {
    put(event, userId, userId, subject, text, taskId);
  }

  private void put(String event, String recipient, String person, String subject, String text, String task) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            insert into hatchery.mail (event, recipient, person, subject, body, task, created_at, not_before)
            values (:event, :recipient, :person, :subject, :body, :task, :now, :now)
            on conflict (event, recipient) do nothing
            """)
        .param("event", event)
        .param("recipient", recipient)
        .param("person", person)
        .param("subject", oneLine(subject))
        .param("body", plain(text))
        .param("task", task)
        .param("now", now)
        .update();
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
  }

  /** A line break in a subject would begin a header of the writer's choice. */
  private static String oneLine(String subject) {
    String line = subject.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    line = line.startsWith(MARK) ? line : MARK + line;
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST_SUBJECT ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
  }
}
