package org.hatchery.engine;

/** A refusal in the user's words: names the field, what is wrong and what to do. Reaches the user as it is. */
public class Refusal extends RuntimeException {

  private static final String MARK = "\u2063";

  public Refusal(String text) {
    // everyday news and no fault: a stack would fill the log
    super(MARK + text + MARK, null, false, false);
  }

  /** The text alone, also where the engine has wrapped it in a message of its own; null where there is none. */
  public static String textIn(String message) {
    if (message == null) {
      return null;
    }
    int from = message.indexOf(MARK);
    int to = message.indexOf(MARK, from + 1);
    return from < 0 || to < 0 ? null : message.substring(from + 1, to);
  }

  public String text() {
    return textIn(getMessage());
  }
}
