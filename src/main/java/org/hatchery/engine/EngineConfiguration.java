package org.hatchery.engine;

import java.time.Clock;
import java.time.ZoneId;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordSettings.class)
class EngineConfiguration {

  @Bean
  Clock clock() {
    return new EngineClock(ZoneId.of("Asia/Shanghai"));
  }

  @Bean
  @ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
  MovableClock movableClock(ProcessEngine engine) {
    return new MovableClock(engine);
  }
}
