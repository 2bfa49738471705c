package org.hatchery.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails hold addresses of residents: they are deleted when {@code hatchery.mail.keep-days} are over (DOMAIN.md, What
 * is kept).
 */
@Component
class OldMail {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final MailSettings settings;

  OldMail(JdbcClient jdbc, Clock clock, MailSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /** @return number of pieces of news deleted; what still waits is never deleted */
  @Transactional
  public int delete() {
    jdbc.sql("delete from hatchery.reminder where not exists (select 1 from act_ru_task where id_ = reminder.task)")
        .update();
    return jdbc.sql("delete from hatchery.mail where coalesce(sent_at, failed_at, dropped_at) < :before")
        .param("before", Timestamp.from(clock.instant().minus(Duration.ofDays(settings.keepDays()))))
        .update();
  }
}
