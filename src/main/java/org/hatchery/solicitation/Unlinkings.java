package org.hatchery.solicitation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Numbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cases in which linked needs are parted again. */
@Component
class Unlinkings implements CaseFile {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final Organisations organisations;

  Unlinkings(JdbcClient jdbc, Clock clock, Numbers numbers, Organisations organisations) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.organisations = organisations;
  }

  String open(String owner) {
    String number = numbers.next("FK", owner);
    jdbc.sql("insert into hatchery.need_unlinking (number, owner, opened_at) values (:number, :owner, :now)")
        .param("number", number)
        .param("owner", owner)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return number;
  }

  String owner(String number) {
    return jdbc.sql("select owner from hatchery.need_unlinking where number = :number")
        .param("number", number)
        .query(String.class)
        .single();
  }

  @Override
  public Set<String> kinds() {
    return Set.of("FK");
  }

  @Override
  public boolean holds(String caseNumber) {
    return jdbc.sql("select exists (select 1 from hatchery.need_unlinking where number = :number)")
        .param("number", caseNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    return Map.of("owner", owner(caseNumber));
  }

  @Override
  public Card card(String caseNumber) {
    String owner = organisations.get(owner(caseNumber)).name();
    return new Card("分开需求", owner, owner);
  }
}
