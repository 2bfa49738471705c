package org.hatchery.solicitation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands in the outbox. */
@Component("solicitationMails")
class Mails {

  private final JdbcClient jdbc;

  Mails(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Mailed(String event, String recipient, String subject, String body) {}

  /** @param event with % for anything */
  List<Mailed> of(String event) {
    return jdbc.sql("select event, recipient, subject, body from hatchery.mail where event like :event order by id")
        .param("event", event)
        .query(Mailed.class)
        .list();
  }

  /** Whether the text stands in any mail. */
  boolean say(String text) {
    return jdbc.sql("select exists (select 1 from hatchery.mail where body like :text or subject like :text)")
        .param("text", "%" + text + "%")
        .query(Boolean.class)
        .single();
  }
}
