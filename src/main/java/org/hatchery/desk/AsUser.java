package org.hatchery.desk;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** Asks the engine with the rights of a user, as its own interface does. */
@Component
class AsUser {

  private final IdentityService identity;

  AsUser(IdentityService identity) {
    this.identity = identity;
  }

  <T> T ask(String userId, Supplier<T> question) {
    List<String> groups =
        identity.createGroupQuery().groupMember(userId).list().stream().map(Group::getId).toList();
    identity.setAuthentication(userId, groups);
    try {
      return question.get();
    } finally {
      identity.clearAuthentication();
    }
  }
}
