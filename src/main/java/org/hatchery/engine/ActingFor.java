package org.hatchery.engine;

import java.util.Set;

/** Whether somebody does a task as a deputy; answered by the organisation. */
public interface ActingFor {

  /** @return name of the person for whom the user acts, empty where he acts for himself; never null */
  String actingFor(String userId, Set<String> candidateGroups);
}
