package org.hatchery.organisation;

import java.util.Arrays;
import java.util.Optional;

/** A candidate group of the engine: an organisation and a role. */
record Group(String organisation, Role role) {

  String id() {
    return organisation + ":" + role.code();
  }

  /** Empty for groups that are not ours, such as the engine's own administrators. */
  static Optional<Group> parse(String id) {
    int colon = id.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String role = id.substring(colon + 1);
    return Arrays.stream(Role.values())
        .filter(r -> r.code().equals(role))
        .findFirst()
        .map(r -> new Group(id.substring(0, colon), r));
  }
}
