package org.hatchery.engine;

import java.util.Objects;

/**
 * What a task or step came to.
 *
 * @param code asked for by the gateway behind it: {@code ${outcome == 'accept'}}; never null
 * @param said the decision in a Chinese sentence, for timeline and mail; empty: no timeline entry
 * @param reason what the person wrote as reason; may be empty
 * @param rule what the decision table said, with its version; may be empty
 */
public record Outcome(String code, String said, String reason, String rule) {

  public Outcome {
    Objects.requireNonNull(code);
    said = said == null ? "" : said;
    reason = reason == null ? "" : reason;
    rule = rule == null ? "" : rule;
  }

  public static Outcome of(String code, String said) {
    return new Outcome(code, said, "", "");
  }

  /** Nothing to decide and nothing to keep in the timeline. */
  public static Outcome silent() {
    return new Outcome("done", "", "", "");
  }

  public static Outcome silent(String code) {
    return new Outcome(code, "", "", "");
  }

  public Outcome because(String reason) {
    return new Outcome(code, said, reason, rule);
  }

  public Outcome byRule(String rule) {
    return new Outcome(code, said, reason, rule);
  }
}
