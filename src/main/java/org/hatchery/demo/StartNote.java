package org.hatchery.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last words of the start: where to begin. */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class StartNote {

  private final Environment environment;
  private final DemoClock clock;

  StartNote(Environment environment, DemoClock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    String address = "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080");
    System.out.println(
        """

        ────────────────────────────────────────────────────────────────────────
          Hatchery 出壳 is running: the demonstration city 邹城市, on this machine only.

            Begin here   %1$s/demo   (pick a person, read the mail, move the clock)
            工作台        %1$s/       (sign in; Tasklist)
            Accounts     gangshan.clerk, gangshan.signer, gangshan-c1.clerk,
                         yijian.leader, zc.expert1, admin … — password of all: %2$s
            Clock        %3$s

          For real use set SPRING_DATASOURCE_URL (see the README).
        ────────────────────────────────────────────────────────────────────────
        """
            .formatted(address, DemoCity.PASSWORD, DemoClock.text(clock.now())));
  }
}
