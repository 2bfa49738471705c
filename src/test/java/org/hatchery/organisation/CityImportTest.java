package org.hatchery.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.hatchery.HatcheryTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@HatcheryTest
class CityImportTest {

  @Autowired CityImport cityImport;
  @Autowired IdentityService identity;
  @Autowired People people;

  @Test
  void takesOverTheDemonstrationCityOnceAndAgain() {
    ImportReport first = cityImport.importFrom(new ClassPathResource("demo/"), "hatchery");
    assertThat(first.refused()).isEmpty();
    long users = identity.createUserQuery().count();

    ImportReport again = cityImport.importFrom(new ClassPathResource("demo/"), "hatchery");

    assertThat(again).isEqualTo(first);
    assertThat(identity.createUserQuery().count()).isEqualTo(users);
    assertThat(identity.checkPassword("gangshan.clerk", "hatchery")).isTrue();
    assertThat(identity.createGroupQuery().groupMember("gangshan.clerk").list()).extracting(g -> g.getName())
        .containsExactly("钢山街道 · 经办");
    assertThat(people.holders("gangshan", Role.CLERK)).extracting(Person::id).containsExactly("gangshan.clerk");
  }
}
