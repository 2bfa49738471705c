package org.hatchery;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.hatchery.engine.Refusal;
import org.slf4j.Marker;

/** The engine's interface logs each refusal as a failure, with our words in it, which may quote what the user typed. */
public class RefusalsAreNoFaults extends TurboFilter {

  private static final String OF_INTERFACE = "org.camunda.bpm.engine.rest.exception";

  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String message, Object[] parameters, Throwable thrown) {
    return OF_INTERFACE.equals(logger.getName()) && Refusal.textIn(message) != null ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
