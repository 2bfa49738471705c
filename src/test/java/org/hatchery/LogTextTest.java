package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.assertj.core.api.Assertions;

/** Nobody writes a line into the log but the program, and nobody's telephone number stays in it. */
@HatcheryTest
@ExtendWith(OutputCaptureExtension.class)
class LogTextTest {

  private static final Logger LOG = LoggerFactory.getLogger("org.hatchery.LogTextTest");
  private static final String FORGED = "2026-11-28T04:30:32.000+08:00  INFO 1 --- [hatchery] [main] org.hatchery : forged";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  @Test
  void aMessageStaysInItsLine(CapturedOutput log) {
    LOG.info("user {} came", "x\r\n" + FORGED + "\u001b[2J\u2028\u202e");

    assertThat(log.getAll()).contains("user x\\r\\n2026-11-28", "forged\\u001b[2J\\u2028\\u202e came");
    assertThat(log.getAll().lines()).noneMatch(line -> line.startsWith("2026-11-28T04:30:32.000"));
  }

  @Test
  void theWordsOfAnExceptionCannotPassForAnEntry(CapturedOutput log) {
    LOG.error("failed", new IllegalStateException("bad\n" + FORGED, new IllegalArgumentException("\r\n" + FORGED)));

    assertThat(log.getAll()).contains("    | java.lang.IllegalStateException: bad", "    |   at ", "Caused by");
    assertThat(log.getAll().lines()).noneMatch(line -> line.startsWith("2026-11-28T04:30:32.000"));
  }

  @Test
  void whatVisitorsSendCannotEither(CapturedOutput log) {
    Visitor visitor = new Visitor(port, "203.0.113." + (1 + (int) (Math.random() * 250)));
    for (int i = 0; i < 3; i++) {
      visitor.signIn("x\r\n" + FORGED, "y\r\n" + FORGED);
    }
    visitor.get("/no/such%0d%0a" + "2026-11-28T04:30:32.000%20forged");
    Visitor clerk = Visitor.signedIn(port, "gangshan.clerk");
    clerk.engine("GET", "task/x%0a2026-11-28T04:30:32.000%20forged/form", null);
    clerk.engine("POST", "task/count", "{\"name\":\"\\n" + FORGED + "\", nonsense}");
    clerk.form("/password", "/password", Map.of("old", "a\n" + FORGED, "fresh", "b\n" + FORGED));

    assertThat(log.getAll().lines()).noneMatch(line -> line.startsWith("2026-11-28T04:30:32.000"));
  }

  @Test
  void numbersAndAddressesOfPeopleAreMasked(CapturedOutput log) {
    LOG.warn("550 no such user <zhang.san@city.example>, tel 13912345678, id 370883199001011234; task 13f1b2c4-5d6e-11ef-9912-345678901234");

    assertThat(log.getAll()).contains("<***@city.example>", "tel 139****5678", "id 370883****1234", "13f1b2c4-5d6e-11ef-9912-345678901234");
  }

  @Test
  void theDatabaseDoesNotQuoteWhatStandsInARow() {
    String account = "13912345678-" + UUID.randomUUID();
    String insert = "insert into hatchery.first_password (user_id, given_at) values (:user, now())";
    jdbc.sql(insert).param("user", account).update();
    Assertions.assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> jdbc.sql(insert).param("user", account).update())
        .satisfies(e -> assertThat(e.getMessage()).contains("duplicate key").doesNotContain(account));
    Assertions.assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> jdbc.sql("insert into hatchery.first_password (user_id, given_at) values (:user, null)").param("user", account + "x").update())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(account));
    jdbc.sql("delete from hatchery.first_password where user_id = :user").param("user", account).update();
  }
}
