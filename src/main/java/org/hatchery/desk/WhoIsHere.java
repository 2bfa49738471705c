package org.hatchery.desk;

import java.security.Principal;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Person;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Name of the signed-in person for the head of each page. */
@ControllerAdvice("org.hatchery.desk")
class WhoIsHere {

  private final People people;

  WhoIsHere(People people) {
    this.people = people;
  }

  @ModelAttribute("me")
  String me(Principal signedIn) {
    return signedIn == null
        ? null
        : people.find(signedIn.getName()).map(Person::name).orElse(signedIn.getName());
  }
}
