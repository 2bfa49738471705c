package org.hatchery.engine;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Chinese labels of the fields of all forms: {@code fields-<stage>.properties}, key {@code <task id>.<field>}. */
@Component
class FieldLabels {

  private final Properties labels = new Properties();

  FieldLabels() throws IOException {
    for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:fields-*.properties")) {
      try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
        labels.load(reader);
      }
    }
  }

  boolean has(String form, String field) {
    return labels.containsKey(form + "." + field);
  }

  String of(String form, String field) {
    return labels.getProperty(form + "." + field, field);
  }
}
