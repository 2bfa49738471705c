package org.hatchery.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hatchery.operation.Application.Content;
import org.hatchery.operation.Application.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Applications for brands, each version kept. */
@Component
class Applications {

  private final JdbcClient jdbc;
  private final Clock clock;

  Applications(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Oldest first. */
  List<Application> of(String caseNumber) {
    return jdbc.sql("select * from hatchery.brand_application where case_number = :caseNumber order by version")
        .param("caseNumber", caseNumber)
        .query(Applications::row)
        .list();
  }

  Optional<Application> latest(String caseNumber) {
    List<Application> all = of(caseNumber);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** What is being written or decided; after a return or an earlier end the next version, with what was written. */
  Application current(String caseNumber) {
    return latest(caseNumber)
        .map(last -> last.state().over() ? draft(caseNumber, last.version() + 1, last.content()) : last)
        .orElseGet(() -> draft(caseNumber, 1, Content.EMPTY));
  }

  private static Application draft(String caseNumber, int version, Content content) {
    return new Application(caseNumber, version, State.DRAFT, content, null, null, null, null, null, false);
  }

  void keep(Application draft, Content content) {
    jdbc.sql(
            """
            insert into hatchery.brand_application (case_number, version, state, brand_name, emblem, service_standard,
              handbook)
            values (:caseNumber, :version, 'DRAFT', :name, :emblem, :standard, :handbook)
            on conflict (case_number, version) do update set brand_name = excluded.brand_name,
              emblem = excluded.emblem, service_standard = excluded.service_standard, handbook = excluded.handbook
            """)
        .param("caseNumber", draft.caseNumber())
        .param("version", draft.version())
        .param("name", content.brandName())
        .param("emblem", content.emblem().toArray(String[]::new))
        .param("standard", content.serviceStandard().toArray(String[]::new))
        .param("handbook", content.handbook().toArray(String[]::new))
        .update();
  }

  /** @param requirements what the table said of each requirement, with its version */
  void handIn(Application draft, Content content, String by, String requirements) {
    keep(draft, content);
    change(draft, "state = 'HANDED_IN', applied_by = :by, applied_at = :now, requirements = :requirements")
        .param("by", by)
        .param("now", now())
        .param("requirements", requirements)
        .update();
  }

  void recommend(Application handedIn, String by, String recommendation) {
    change(
            handedIn,
            "state = 'RECOMMENDED', recommended_by = :by, recommended_at = :now, recommendation = :recommendation")
        .param("by", by)
        .param("now", now())
        .param("recommendation", recommendation)
        .update();
  }

  /** @param by who decided; null where nobody did: lapsed or cancelled */
  void decide(Application application, State state, String by, String opinion) {
    change(application, "state = :state, decided_by = coalesce(:by, decided_by), decided_at = :now, opinion = :opinion")
        .param("state", state.name())
        .param("by", by)
        .param("now", now())
        .param("opinion", opinion)
        .update();
  }

  /** Nothing came of it, and the group is told. */
  void close(Application application) {
    change(application, "closed = true").update();
  }

  private JdbcClient.StatementSpec change(Application application, String set) {
    return jdbc.sql(
            "update hatchery.brand_application set " + set + " where case_number = :caseNumber and version = :version")
        .param("caseNumber", application.caseNumber())
        .param("version", application.version());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Application row(ResultSet row, int index) throws SQLException {
    return new Application(
        row.getString("case_number"),
        row.getInt("version"),
        State.valueOf(row.getString("state")),
        new Content(
            row.getString("brand_name"),
            List.of((String[]) row.getArray("emblem").getArray()),
            List.of((String[]) row.getArray("service_standard").getArray()),
            List.of((String[]) row.getArray("handbook").getArray())),
        row.getString("applied_by"),
        row.getString("recommended_by"),
        row.getString("recommendation"),
        row.getString("decided_by"),
        row.getString("opinion"),
        row.getBoolean("closed"));
  }
}
