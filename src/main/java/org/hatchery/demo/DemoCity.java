package org.hatchery.demo;

import org.hatchery.WrongSettings;
import org.hatchery.organisation.CityImport;
import org.hatchery.organisation.ImportReport;
import org.hatchery.organisation.Organisations;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Loads the demonstration city at the first start, before the port opens. */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class DemoCity implements SmartInitializingSingleton {

  static final String PASSWORD = "hatchery";

  private final CityImport cityImport;
  private final Organisations organisations;

  DemoCity(CityImport cityImport, Organisations organisations) {
    this.cityImport = cityImport;
    this.organisations = organisations;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (!organisations.all().isEmpty()) {
      return;
    }
    ImportReport report = cityImport.importFrom(new ClassPathResource("demo/"), PASSWORD);
    if (!report.refused().isEmpty()) {
      throw new WrongSettings("The demonstration city cannot be loaded: " + report.text());
    }
  }
}
