package org.hatchery.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.hatchery.HatcheryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@HatcheryTest
@Transactional
class ConflictsTest {

  @Autowired CityImport cityImport;
  @Autowired Conflicts conflicts;
  @Autowired JdbcClient jdbc;
  @Autowired Today today;
  @TempDir Path folder;

  @BeforeEach
  void cities() throws IOException {
    assertThat(cityImport.importFrom(new TestFolder(folder).cities().resource(), null).refused()).isEmpty();
  }

  @Test
  void membersStandBack() {
    assertThat(conflicts.of("t5-v.leader", List.of("t5-v", "t5-c"))).containsExactly("现任“五级志愿队”负责人");
    assertThat(conflicts.of("t5-v.leader", List.of("t5-c"))).isEmpty();
    assertThat(conflicts.of("t5-v.leader", List.of())).isEmpty();
  }

  @Test
  void standingInThePoolOfTheRegisteringOrganisationIsNoTie() {
    assertThat(conflicts.of("t5-s.expert", List.of("t5-s"))).isEmpty();
  }

  @Test
  void formerMembersStandBackForTwoYears() {
    LocalDate twoYearsAgo = today.get().minusYears(2);
    member(LocalDate.of(2019, 1, 1), twoYearsAgo.plusDays(1));
    assertThat(conflicts.of("t5.spare", List.of("t5-v"))).singleElement().asString().startsWith("曾任“五级志愿队”成员（至");

    jdbc.sql("update hatchery.holding set until = :day where person = 't5.spare'").param("day", twoYearsAgo).update();
    assertThat(conflicts.of("t5.spare", List.of("t5-v"))).isEmpty();
  }

  @Test
  void whoIsYetToBecomeAMemberDoesNotStandBack() {
    member(today.get().plusDays(1), null);
    assertThat(conflicts.of("t5.spare", List.of("t5-v"))).isEmpty();
  }

  @Test
  void aDeclaredTieCountsAndTheLastReasonStays() {
    conflicts.declare("t5.spare", "t5-v", "配偶是队员");
    conflicts.declare("t5.spare", "t5-v", "子女是队员");
    assertThat(conflicts.of("t5.spare", List.of("t5-v", "t5-c"))).containsExactly("与“五级志愿队”有利害关系：子女是队员");
  }

  private void member(LocalDate since, LocalDate until) {
    jdbc.sql(
            "insert into hatchery.holding (person, organisation, role, since, until)"
                + " values ('t5.spare', 't5-v', 'MEMBER', :since, :until)")
        .param("since", since)
        .param("until", until)
        .update();
  }
}
