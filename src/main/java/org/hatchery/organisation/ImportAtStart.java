package org.hatchery.organisation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

/** Takes over a city at start: {@code --hatchery.import=FOLDER}; the report goes to the log. */
@Component
@ConditionalOnProperty("hatchery.import")
class ImportAtStart implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ImportAtStart.class);

  private final CityImport cityImport;
  private final Path folder;

  ImportAtStart(CityImport cityImport, @Value("${hatchery.import}") Path folder) {
    this.cityImport = cityImport;
    this.folder = folder;
  }

  @Override
  public void run(ApplicationArguments args) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("hatchery.import：没有文件夹 " + folder + "，请核对路径。");
    }
    LOG.info("{}", cityImport.importFrom(new FileSystemResource(folder + "/"), null).text());
  }
}
