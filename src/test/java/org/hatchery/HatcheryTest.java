package org.hatchery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A story on the whole program: real PostgreSQL, real engine, real SMTP, the demonstration city. One context for all
 * tests: never add {@code @MockBean}, properties or profiles to a test, make cases of your own instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "hatchery.demo=true",
      "hatchery.embedded.durable=false",
      "camunda.bpm.job-execution.enabled=false",
      "db-scheduler.enabled=false",
      // as a city may want it; those of the demonstration do not grow old
      "hatchery.passwords.longest=90d",
      // as in real use; tests name the addresses of visitors by it
      "server.forward-headers-strategy=native",
      // of a provider of sign-ins that one test runs on its own
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration,"
          + "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration"
    })
@ContextConfiguration(initializers = TestWorld.class)
public @interface HatcheryTest {}
