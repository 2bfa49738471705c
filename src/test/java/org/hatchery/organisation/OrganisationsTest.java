package org.hatchery.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.hatchery.HatcheryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@HatcheryTest
@Transactional
class OrganisationsTest {

  @Autowired CityImport cityImport;
  @Autowired Organisations organisations;
  @Autowired People people;
  @TempDir Path folder;

  @BeforeEach
  void cities() throws IOException {
    assertThat(cityImport.importFrom(new TestFolder(folder).cities().resource(), null).refused()).isEmpty();
  }

  @Test
  void walksUpATreeOfFiveLevels() {
    assertThat(organisations.above("t5-v")).extracting(Organisation::code)
        .containsExactly("t5-v", "t5-b", "t5-g", "t5-c", "t5-s", "t5");
    assertThat(organisations.at("t5-v", Level.COMMUNITY)).get().extracting(Organisation::code).isEqualTo("t5-c");
    assertThat(organisations.at("t5-s", Level.STREET)).get().extracting(Organisation::code).isEqualTo("t5-s");
    assertThat(organisations.at("t5-s", Level.COMMUNITY)).isEmpty();
    assertThat(organisations.next("t5-c").code()).isEqualTo("t5-s");
    assertThat(organisations.next("t5-v").code()).isEqualTo("t5-b");
    assertThat(organisations.next("t5-m").code()).isEqualTo("t5-s");
    assertThat(organisations.centreOf("t5-b")).get().extracting(Organisation::code).isEqualTo("t5-m");
    assertThat(organisations.centreOf("t5-m")).get().extracting(Organisation::code).isEqualTo("t5-m");
    assertThat(organisations.centreOf("t5-c2")).isEmpty();
  }

  @Test
  void walksATreeOfThreeLevels() {
    assertThat(organisations.at("t3-v", Level.STREET)).isEmpty();
    assertThat(organisations.at("t3-v", Level.CITY)).get().extracting(Organisation::code).isEqualTo("t3");
    assertThat(organisations.next("t3-c").code()).isEqualTo("t3");
    assertThat(organisations.next("t3").code()).isEqualTo("t3");
    assertThat(organisations.centreOf("t3-v")).get().extracting(Organisation::code).isEqualTo("t3-m");
  }

  @Test
  void listsWhatIsBelowFromTheTopDown() {
    assertThat(organisations.under("t5-s")).extracting(Organisation::code)
        .containsExactly("t5-s", "t5-m", "t5-c", "t5-g", "t5-b", "t5-v");
    assertThat(organisations.under("nowhere")).isEmpty();
    assertThat(organisations.ofKind(Kind.SOCIAL)).extracting(Organisation::code)
        .contains("t3-v")
        .doesNotContain("t5-v");
    assertThat(organisations.get("t5-v"))
        .isEqualTo(new Organisation("t5-v", "五级志愿队", Level.BUILDING, Kind.GROUP, "t5-b", Registration.FILED));
    assertThatThrownBy(() -> organisations.next("nowhere")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givesThePoolOfTheOrganisationAndOfThoseAbove() {
    assertThat(people.experts("t5-c"))
        .containsExactly(
            new Expert(people.get("t5-s.expert"), "t5-s", java.util.Set.of("environment")),
            new Expert(people.get("t5.expert"), "t5-s", java.util.Set.of("elderly", "health", "daily")));
    assertThat(people.experts("t5")).extracting(e -> e.person().id()).containsExactly("t5.expert");
    assertThat(people.experts("t3")).isEmpty();
    assertThat(people.organisationWhere("t5-v.leader", Role.LEADER)).contains("t5-v");
    assertThat(people.organisationWhere("t5-v.leader", Role.CLERK)).isEmpty();
    assertThat(people.holdings("t5.expert")).extracting(Holding::organisation).containsExactly("t5", "t5-s");
  }
}
