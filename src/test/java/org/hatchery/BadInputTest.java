package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Runs near the end of the suite: each form met every kind of bad input when a story came to it. */
@HatcheryTest
@Order(Integer.MAX_VALUE - 1)
class BadInputTest {

  @Autowired BadInput badInput;

  @Test
  void everyFormRefusesBadInputInPlainChineseThatNamesTheField() {
    Set<String> tasks = new TreeSet<>(badInput.forms().keySet());
    tasks.removeIf(form -> form.startsWith("start"));
    assertThat(badInput.probed()).as("forms that no story of the suite came to").containsAll(tasks);
    assertThat(badInput.faults()).isEmpty();
  }
}
