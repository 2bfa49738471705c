package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** After all tests of the run: every form was opened in Tasklist and rendered without an error in the console. */
class EveryFormIT {

  @Test
  void everyFormRenders() throws IOException {
    assumeTrue(FormsInBrowser.NO_BROWSER.names().isEmpty(), "no Chromium");
    assertThat(FormsInBrowser.FAULTS.sentences()).isEmpty();
    Set<String> all =
        Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:forms/*/*.form"))
            .map(file -> file.getFilename().replace(".form", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(FormsInBrowser.SEEN.names()).as("forms that were opened").containsAll(all);
  }
}
