package org.hatchery.demo;

import org.hatchery.organisation.CityImport;
import org.hatchery.organisation.ImportReport;
import org.hatchery.organisation.Organisations;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Brings the demonstration city at the first start. */
@Component
@Order(1)
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class DemoCity implements ApplicationRunner {

  static final String PASSWORD = "hatchery";

  private final CityImport city;
  private final Organisations organisations;

  DemoCity(CityImport city, Organisations organisations) {
    this.city = city;
    this.organisations = organisations;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!organisations.all().isEmpty()) {
      return;
    }
    ImportReport report = city.importFrom(new ClassPathResource("demo/"), PASSWORD);
    if (!report.refused().isEmpty()) {
      throw new IllegalStateException("The demonstration city has lines that do not fit: " + report.refused());
    }
  }
}
