package org.hatchery;

/** A setting with which the program must not start; the message is the one line the operator reads. */
public class WrongSettings extends RuntimeException {

  public WrongSettings(String line) {
    super(line);
  }

  /** The one behind a failed start; null where it failed for another reason. */
  static WrongSettings in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WrongSettings wrong) {
        return wrong;
      }
    }
    return null;
  }
}
