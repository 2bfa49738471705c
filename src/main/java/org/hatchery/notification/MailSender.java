package org.hatchery.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * Sends what waits in the outbox. Rows are claimed in one short transaction and sent outside of it, so no lock is
 * held while a mail server is slow; a claim that was not brought to an end is free again after ten minutes. So a mail
 * is sent at least once; a repetition carries the same Message-ID. Several senders, also on several nodes, do not
 * hinder each other.
 */
// Spring's own bean has the name mailSender
@Component("outboxSender")
public class MailSender {

  static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(8));
  static final Duration CLAIM = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(MailSender.class);
  private static final int BATCH = 20;
  // a batch ends well before its claims do, by the machine's clock and not the one that demonstrations move
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(5);
  private static final String OPEN = "sent_at is null and failed_at is null and dropped_at is null";
  private static final String DUE =
      OPEN + " and not_before <= :now and (claimed_at is null or claimed_at <= :expired)";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Letters letters;
  private final Recipients recipients;
  private final MailSettings settings;
  private final JavaMailSender smtp;
  private final TransactionTemplate transaction;
  private final String node = ManagementFactory.getRuntimeMXBean().getName();

  MailSender(
      JdbcClient jdbc,
      Clock clock,
      Letters letters,
      Recipients recipients,
      MailSettings settings,
      ObjectProvider<JavaMailSender> smtp,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.letters = letters;
    this.recipients = recipients;
    this.settings = settings;
    this.smtp = configured(smtp.getIfAvailable());
    this.transaction = new TransactionTemplate(transaction.getTransactionManager());
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    if (this.smtp instanceof JavaMailSenderImpl server) {
      limit(server.getJavaMailProperties());
    }
  }

  /** An empty host, as an unset variable of the environment leaves it, is no mail server. */
  private static JavaMailSender configured(JavaMailSender smtp) {
    return smtp instanceof JavaMailSenderImpl server && !StringUtils.hasText(server.getHost()) ? null : smtp;
  }

  /** The library's own time-outs are infinite. */
  private static void limit(Properties properties) {
    for (String protocol : List.of("mail.smtp.", "mail.smtps.")) {
      for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
        properties.putIfAbsent(protocol + limit, "10000");
      }
    }
  }

  private record Piece(
      long id,
      long letter,
      String recipient,
      String person,
      String subject,
      String body,
      int attempts,
      boolean taskGone) {}

  /**
   * Sends everything that is due; where no mail server is configured, it is delivered to the inbox in the program. Runs
   * every 10 seconds by itself.
   *
   * @return number of mails sent
   */
  public int sendDue() {
    int sent = 0;
    while (true) {
      List<List<Piece>> batch = transaction.execute(status -> claim());
      if (batch.isEmpty()) {
        return sent;
      }
      long start = System.nanoTime();
      boolean serverAnswers = true;
      for (List<Piece> pieces : batch) {
        if (!serverAnswers || System.nanoTime() - start > LONGEST_BATCH.toNanos()) {
          release(pieces);
          continue;
        }
        try {
          sent += send(pieces) ? 1 : 0;
        } catch (RuntimeException e) {
          // whatever went wrong with this one: the others are sent
          later(pieces, e);
          // but an input or output error is the server's and would meet all of them
          serverAnswers = !(e instanceof MailException failure && failure.contains(IOException.class));
        }
      }
      if (!serverAnswers) {
        return sent;
      }
    }
  }

  /** @return for each mail to send its pieces of news */
  private List<List<Piece>> claim() {
    Timestamp now = Timestamp.from(clock.instant());
    Timestamp expired = Timestamp.from(clock.instant().minus(CLAIM));
    // whoever holds the lock on a recipient's first piece claims all that waits for that recipient: one mail, not two
    List<String> whom =
        jdbc.sql(
                """
                select recipient from hatchery.mail first
                where %1$s and not exists (
                  select 1 from hatchery.mail before
                  where before.recipient = first.recipient and before.id < first.id and %1$s)
                order by id limit :batch for update skip locked
                """
                    .formatted(DUE))
            .param("now", now)
            .param("expired", expired)
            .param("batch", BATCH)
            .query(String.class)
            .list();
    Map<Long, List<Piece>> batch = new LinkedHashMap<>();
    for (String recipient : whom) {
      long letter = jdbc.sql("select nextval('hatchery.letter')").query(Long.class).single();
      jdbc.sql(
              """
              with claimed as (
                update hatchery.mail set claimed_at = :now, claimed_by = :node, attempts = attempts + 1,
                  letter = coalesce(letter, :letter)
                where recipient = :recipient and %s
                returning *)
              select claimed.*, claimed.task is not null and task.id_ is null task_gone
              from claimed left join act_ru_task task on task.id_ = claimed.task order by claimed.id
              """
                  .formatted(DUE))
          .param("now", now)
          .param("expired", expired)
          .param("node", node)
          .param("letter", letter)
          .param("recipient", recipient)
          .query(
              (row, n) ->
                  new Piece(
                      row.getLong("id"),
                      row.getLong("letter"),
                      row.getString("recipient"),
                      row.getString("person"),
                      row.getString("subject"),
                      row.getString("body"),
                      row.getInt("attempts"),
                      row.getBoolean("task_gone")))
          .list()
          .forEach(piece -> batch.computeIfAbsent(piece.letter(), l -> new ArrayList<>()).add(piece));
    }
    return List.copyOf(batch.values());
  }

  private boolean send(List<Piece> claimed) {
    List<Piece> gone = claimed.stream().filter(Piece::taskGone).toList();
    if (!gone.isEmpty()) {
      drop(gone, "the task is gone");
    }
    List<Piece> pieces = claimed.stream().filter(piece -> !piece.taskGone()).toList();
    if (pieces.isEmpty()) {
      return false;
    }
    if (smtp != null) {
      Piece first = pieces.get(0);
      String address =
          first.person() == null ? first.recipient() : recipients.address(first.person()).orElse(null);
      if (address == null) {
        drop(pieces, "the person has no mail address");
        return false;
      }
      Letters.Letter letter =
          letters.of(pieces.stream().map(piece -> new Letters.Letter(piece.subject(), piece.body())).toList());
      MimeMessage message;
      try {
        message = message(first.letter(), address, letter);
      } catch (MessagingException | UnsupportedEncodingException e) {
        giveUp(pieces, e);
        return false;
      }
      smtp.send(message);
    }
    // even if the claim ran out meanwhile: it was sent
    mark(pieces, "sent_at = :now, error = null", "");
    return true;
  }

  private MimeMessage message(long number, String address, Letters.Letter letter)
      throws MessagingException, UnsupportedEncodingException {
    InternetAddress from = new InternetAddress(settings.from(), true);
    from.setPersonal(settings.fromName(), StandardCharsets.UTF_8.name());
    String id = "<hatchery-" + number + "@" + settings.from().replaceAll("^.*@", "") + ">";
    MimeMessage message =
        new MimeMessage(smtp.createMimeMessage().getSession()) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(new InternetAddress(address, true));
    helper.setSubject(letter.subject());
    helper.setText(letter.text());
    helper.setSentDate(Date.from(clock.instant()));
    // so that absence notes do not answer
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private void later(List<Piece> pieces, RuntimeException e) {
    int attempts = pieces.get(0).attempts();
    if (attempts > PAUSES.size()) {
      giveUp(pieces, e);
      return;
    }
    Instant next = clock.instant().plus(PAUSES.get(attempts - 1));
    log.warn(
        "Mail {} could not be sent (attempt {}), next attempt at {}: {}",
        pieces.get(0).letter(),
        attempts,
        next,
        text(e));
    mark(pieces, "claimed_at = null, claimed_by = null, error = :error, not_before = :next", text(e), next);
  }

  private void giveUp(List<Piece> pieces, Exception e) {
    log.error("Mail {} was given up after {} attempts", pieces.get(0).letter(), pieces.get(0).attempts(), e);
    mark(pieces, "failed_at = :now, error = :error", text(e));
  }

  private void drop(List<Piece> pieces, String why) {
    log.info("Mail {} is not sent: {}", pieces.get(0).letter(), why);
    mark(pieces, "dropped_at = :now, error = :error", why);
  }

  private void release(List<Piece> pieces) {
    mark(pieces, "claimed_at = null, claimed_by = null, attempts = attempts - 1", "");
  }

  private void mark(List<Piece> pieces, String set, String error) {
    mark(pieces, set, error, clock.instant());
  }

  private void mark(List<Piece> pieces, String set, String error, Instant next) {
    jdbc.sql("update hatchery.mail set " + set + " where id in (:ids) and " + OPEN)
        .param("ids", pieces.stream().map(Piece::id).toList())
        .param("now", Timestamp.from(clock.instant()))
        .param("error", error)
        .param("next", Timestamp.from(next))
        .update();
  }

  private static String text(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = String.valueOf(root.getMessage());
    return text.substring(0, Math.min(500, text.length()));
  }
}
