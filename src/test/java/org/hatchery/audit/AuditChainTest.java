package org.hatchery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.hatchery.HatcheryTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit only grows, whoever tries, and what somebody with the owner's role does to it all the same is named. */
@HatcheryTest
class AuditChainTest {

  @Autowired Audit audit;
  @Autowired AuditChain chain;
  @Autowired JdbcTemplate jdbc;
  @Autowired DataSource source;
  @Autowired TransactionTemplate transaction;

  private final String what = "test " + UUID.randomUUID();

  @Test
  void whatIsWrittenIsWholeWhateverStandsInIt() {
    long before = chain.head().map(AuditChain.Mark::number).orElse(0L);
    audit.add(AuditEvent.of(AuditKind.EXPORT, what + " 'O''Neil'; \uD83D\uDC23 \uD840\uDC00 \uD83D\r\n2026 forged").by("a:1").saying("1:2-3\u0000\t\u2028"));
    audit.add(new AuditEvent(AuditKind.READ, "", "", "", ""));
    audit.add(AuditEvent.of(AuditKind.READ, what).saying("长".repeat(5000)));

    AuditChain.Result result = chain.verify(chain.head().orElseThrow());

    assertThat(result.broken()).isNull();
    assertThat(result.entries()).isEqualTo(result.head().number()).isGreaterThanOrEqualTo(before + 3);
    assertThat(jdbc.queryForObject("select what from hatchery.audit where number = ?", String.class, before + 1))
        .isEqualTo(what + " 'O''Neil'; \uD83D\uDC23 \uD840\uDC00 ?  2026 forged");
    assertThat(jdbc.queryForObject("select length(details) from hatchery.audit where number = ?", Integer.class, before + 3)).isEqualTo(1000);
  }

  @Test
  void anEntryStandsIfAndOnlyIfWhatItTellsOfStands() {
    transaction.executeWithoutResult(
        status -> {
          audit.add(AuditEvent.of(AuditKind.CORRECTION, what));
          status.setRollbackOnly();
        });
    assertThat(count()).isZero();
    transaction.executeWithoutResult(
        status -> {
          audit.add(AuditEvent.of(AuditKind.CORRECTION, what).saying("1"));
          audit.add(AuditEvent.of(AuditKind.CORRECTION, what).saying("2"));
          assertThat(count()).as("the chain is not held while others work").isZero();
        });
    assertThat(jdbc.queryForList("select details from hatchery.audit where what = ? order by number", String.class, what))
        .containsExactly("1", "2");
  }

  @Test
  void manyAtOnceMakeOneChainWithoutGaps() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int one = i;
      running.add(pool.submit(() -> transaction.executeWithoutResult(status -> {
        audit.add(AuditEvent.of(AuditKind.READ, what).saying("a" + one));
        audit.add(AuditEvent.of(AuditKind.READ, what).saying("b" + one));
      })));
    }
    for (Future<?> one : running) {
      one.get();
    }
    pool.shutdown();
    assertThat(count()).isEqualTo(120);
    AuditChain.Result result = chain.verify(null);
    assertThat(result.broken()).isNull();
    assertThat(result.entries()).isEqualTo(result.head().number());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update hatchery.audit set who = 'nobody'",
        "update hatchery.audit set who = 'nobody' where false",
        "delete from hatchery.audit where number = 1",
        "truncate hatchery.audit",
        "alter table hatchery.audit disable trigger all",
        "drop trigger audit_only_grows on hatchery.audit",
        "drop table hatchery.audit",
        "alter table hatchery.audit rename to other",
        "create or replace function hatchery.audit_only_grows() returns trigger language plpgsql as 'begin return new; end'",
        "set session_replication_role = replica",
        "set role postgres",
        "grant update on hatchery.audit to hatchery_program"
      })
  void theRoleOfTheProgramCannotChangeIt(String statement) throws SQLException {
    assertThat(chain.changeable()).isFalse();
    audit.add(AuditEvent.of(AuditKind.READ, what));
    try (Connection program = connect("hatchery_program"); Statement sql = program.createStatement()) {
      assertThatThrownBy(() -> {
        sql.execute(statement);
        // a grant that cannot be given is only a warning
        sql.execute("update hatchery.audit set who = 'nobody'");
      }).isInstanceOf(SQLException.class).hasMessageMatching("(?s).*(permission denied|must be owner|only grows).*");
    }
    assertThat(count()).isEqualTo(1);
    assertThat(chain.verify(null).broken()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update hatchery.audit set who = 'nobody'", "delete from hatchery.audit", "truncate hatchery.audit",
        "set session_replication_role = replica; delete from hatchery.audit"
      })
  void evenTheOwnerMustFirstSwitchTheTriggersOff(String statement) throws SQLException {
    audit.add(AuditEvent.of(AuditKind.READ, what));
    try (Connection owner = connect("postgres"); Statement sql = owner.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class).hasMessageContaining("only grows");
    }
  }

  /** The lines of the README, with other names since the demonstration has a role of that name, and then the migration. */
  @Test
  void theRoleThatTheReadmeRecommendsCannotChangeIt() throws Exception {
    String mark = "t" + UUID.randomUUID().toString().substring(0, 8);
    String readme = Files.readString(Path.of("README.md"));
    String[] parts =
        readme.substring(readme.indexOf("    create role hatchery_owner"), readme.indexOf("`SPRING_DATASOURCE_USERNAME`/"))
            .replaceAll("hatchery_(owner|program)", mark + "_$1")
            .replace("create database hatchery ", "create database " + mark + " ")
            .replaceAll("-- .*", "")
            .split("\\\\c hatchery");
    try (Connection server = connect("postgres", "postgres"); Statement sql = server.createStatement()) {
      for (String statement : parts[0].strip().split(";")) {
        sql.execute(statement);
      }
    }
    try (Connection database = connect("postgres", mark); Statement sql = database.createStatement()) {
      sql.execute(parts[1]);
    }
    try (Connection owner = connect(mark + "_owner", mark); Statement sql = owner.createStatement()) {
      sql.execute(new ClassPathResource("db/migration/V150__audit.sql").getContentAsString(StandardCharsets.UTF_8));
    }
    try (Connection program = connect(mark + "_program", mark); Statement sql = program.createStatement()) {
      sql.execute("insert into hatchery.audit (at, kind, what) values (now(), 'READ', 'x'), (now(), 'READ', 'y')");
      for (String deed :
          List.of(
              "update hatchery.audit set what = 'z'", "delete from hatchery.audit", "truncate hatchery.audit",
              "alter table hatchery.audit disable trigger all", "drop table hatchery.audit", "drop schema hatchery cascade")) {
        assertThatThrownBy(() -> sql.execute(deed)).as(deed).hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
      JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(program, true));
      TransactionTemplate inside = new TransactionTemplate(new DataSourceTransactionManager(template.getDataSource()));
      assertThat(new AuditChain(template, inside).verify(null)).satisfies(result -> {
        assertThat(result.broken()).isNull();
        assertThat(result.entries()).isEqualTo(2);
      });
      assertThat(new AuditChain(template, inside).changeable()).isFalse();
    }
    try (Connection owner = connect(mark + "_owner", mark)) {
      JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(owner, true));
      assertThat(new AuditChain(template, transaction).changeable()).as("the owner could").isTrue();
    }
  }

  @Test
  void whoeverInsertsChoosesNeitherNumberNorHash() throws SQLException {
    AuditChain.Mark before = chain.head().orElseGet(() -> new AuditChain.Mark(0, "0".repeat(64)));
    try (Connection program = connect("hatchery_program"); Statement sql = program.createStatement()) {
      sql.execute("insert into hatchery.audit (number, at, kind, what, previous, hash) values (9000000, now(), 'READ', '" + what + "', 'x', 'y')");
    }
    assertThat(chain.head().orElseThrow().number()).isEqualTo(before.number() + 1);
    assertThat(chain.verify(before.number() == 0 ? null : before).broken()).isNull();
  }

  @Test
  void theFirstBreakIsNamed() throws SQLException {
    for (int i = 0; i < 6; i++) {
      audit.add(AuditEvent.of(AuditKind.READ, what).saying(String.valueOf(i)));
    }
    AuditChain.Mark head = chain.head().orElseThrow();
    long last = head.number();

    assertThat(after(null, "update hatchery.audit set who = 'somebody.else' where number in (" + (last - 2) + "," + last + ")"))
        .satisfies(broken -> {
          assertThat(broken.number()).isEqualTo(last - 2);
          assertThat(broken.at()).isNotNull();
          assertThat(broken.why()).contains("被改过");
        });
    assertThat(after(null, "update hatchery.audit set at = at - interval '1 microsecond' where number = " + last).number()).isEqualTo(last);
    assertThat(after(null, "delete from hatchery.audit where number = " + (last - 3)))
        .satisfies(broken -> {
          assertThat(broken.number()).isEqualTo(last - 3);
          assertThat(broken.why()).contains("不在了", "第 " + (last - 2) + " 条");
        });
    assertThat(after(null, "delete from hatchery.audit where number = 1").number()).isEqualTo(1);
    assertThat(
            after(null,
                "update hatchery.audit set number = -1 where number = " + (last - 1),
                "update hatchery.audit set number = " + (last - 1) + " where number = " + last,
                "update hatchery.audit set number = " + last + " where number = -1"))
        .satisfies(broken -> {
          assertThat(broken.number()).isEqualTo(last - 1);
          assertThat(broken.why()).contains("顺序");
        });
    assertThat(after(null, "update hatchery.audit set details = 'x' where number = " + (last - 1), rehash(last - 1)))
        .as("the next one knows the hash as it was")
        .satisfies(broken -> assertThat(broken.number()).isEqualTo(last));
    assertThat(after(null, "insert into hatchery.audit select number + 7, at, who, kind, what, case_number, details, address, previous, hash"
        + " from hatchery.audit where number = " + last).number()).isEqualTo(last + 1);
  }

  @Test
  void aCutOffEndAndAChainWrittenAnewShowByWhatWasNotedElsewhere() throws SQLException {
    for (int i = 0; i < 3; i++) {
      audit.add(AuditEvent.of(AuditKind.READ, what));
    }
    AuditChain.Mark head = chain.head().orElseThrow();
    long last = head.number();
    String cut = "delete from hatchery.audit where number >= " + (last - 1);

    assertThat(after(null, cut)).as("nothing in the table tells").isNull();
    assertThat(after(head, cut))
        .satisfies(broken -> {
          assertThat(broken.number()).isEqualTo(last - 1);
          assertThat(broken.why()).contains("末尾被删掉了");
        });
    String[] anew = {
      "update hatchery.audit set details = 'x' where number = " + (last - 1),
      rehash(last - 1),
      "update hatchery.audit a set previous = b.hash from hatchery.audit b where a.number = " + last + " and b.number = " + (last - 1),
      rehash(last)
    };
    assertThat(after(null, anew)).isNull();
    assertThat(after(head, anew))
        .satisfies(broken -> {
          assertThat(broken.number()).isEqualTo(last);
          assertThat(broken.why()).contains("此前记下");
        });
  }

  private static String rehash(long number) {
    return "update hatchery.audit a set hash = encode(sha256(convert_to(hatchery.audit_text(a), 'UTF8')), 'hex') where number = " + number;
  }

  /** What the check says after the owner has switched the triggers off and done this; then it is taken back. */
  private AuditChain.Break after(AuditChain.Mark known, String... deeds) throws SQLException {
    try (Connection owner = connect("postgres"); Statement sql = owner.createStatement()) {
      owner.setAutoCommit(false);
      sql.execute("alter table hatchery.audit disable trigger all");
      for (String deed : deeds) {
        sql.execute(deed);
      }
      SingleConnectionDataSource one = new SingleConnectionDataSource(owner, true);
      TransactionTemplate inside = new TransactionTemplate(new DataSourceTransactionManager(one));
      inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
      AuditChain.Break broken = new AuditChain(new JdbcTemplate(one), inside).verify(known).broken();
      owner.rollback();
      return broken;
    }
  }

  private Connection connect(String role) throws SQLException {
    return connect(role, "postgres");
  }

  private Connection connect(String role, String database) throws SQLException {
    String url = source.unwrap(HikariDataSource.class).getJdbcUrl();
    return DriverManager.getConnection(url.replaceFirst("/postgres\\?user=.*", "/" + database + "?user=" + role));
  }

  private int count() {
    return jdbc.queryForObject("select count(*) from hatchery.audit where what = ?", Integer.class, what);
  }
}
