package org.hatchery.desk;

import java.security.Principal;
import org.hatchery.organisation.People;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** For the head of each page: the name of the signed-in person, and whether this is the demonstration. */
@ControllerAdvice
class WhoIsHere {

  private final People people;
  private final boolean demo;

  WhoIsHere(People people, @Value("${hatchery.demo:false}") boolean demo) {
    this.people = people;
    this.demo = demo;
  }

  @ModelAttribute("me")
  String me(Principal signedIn) {
    return signedIn == null
        ? null
        : people.name(signedIn.getName());
  }

  @ModelAttribute("demo")
  boolean demo() {
    return demo;
  }
}
