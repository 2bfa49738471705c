package org.hatchery.operation;

import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** A quarter of operation begins. */
@Component("openQuarter")
class OpenQuarter implements Step {

  private final Brands brands;
  private final Quarters quarters;

  OpenQuarter(Brands brands, Quarters quarters) {
    this.brands = brands;
    this.quarters = quarters;
  }

  @Override
  public Outcome run(Work work) {
    quarters.open(brands.get(work.caseNumber()));
    return Outcome.silent();
  }
}
