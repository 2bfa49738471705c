package org.hatchery.operation;

import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;

/** The city that grants brands and whose row of numbers certificates have. */
final class City {

  private City() {}

  /** The top of the tree above an organisation, also where the city calls its top level otherwise. */
  static Organisation of(Organisations organisations, String below) {
    return organisations
        .at(below, Level.CITY)
        .orElseGet(() -> {
          var chain = organisations.above(below);
          return chain.get(chain.size() - 1);
        });
  }
}
