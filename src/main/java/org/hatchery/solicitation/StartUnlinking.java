package org.hatchery.solicitation;

import jakarta.validation.constraints.Size;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StartForm;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** A clerk begins to part a need from the one it was linked to. */
@Component("startUnlinking")
class StartUnlinking implements StartForm<StartUnlinking.Form> {

  private final Unlinkings unlinkings;
  private final NeedPaths paths;
  private final People people;

  StartUnlinking(Unlinkings unlinkings, NeedPaths paths, People people) {
    this.unlinkings = unlinkings;
    this.paths = paths;
    this.people = people;
  }

  record Form(@Size(max = 200) String note) {}

  @Override
  public String start(String userId, Form form) {
    String owner =
        people.organisationWhere(userId, Role.CLERK).orElseThrow(() -> new Refusal("只有经办人员可以分开需求。"));
    if (paths.linkedIn(owner).isEmpty()) {
      throw new Refusal("本组织没有并入别处的需求，不用分开。");
    }
    return unlinkings.open(owner);
  }
}
