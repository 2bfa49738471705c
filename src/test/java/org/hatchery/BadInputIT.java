package org.hatchery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** After all tests of the run: each form met every kind of bad input when a story came to it. */
class BadInputIT {

  @Test
  void everyFormRefusesBadInputInPlainChineseThatNamesTheField() throws IOException {
    Set<String> tasks = new TreeSet<>(BadInput.allForms().keySet());
    tasks.removeIf(form -> form.startsWith("start"));
    assertThat(BadInput.BEFORE.names()).as("forms that no story of the run came to").containsAll(tasks);
    assertThat(BadInput.AFTER.names()).as("tasks that no story of the run has done").containsAll(tasks);
    assertThat(BadInput.FAULTS.sentences()).isEmpty();
  }
}
