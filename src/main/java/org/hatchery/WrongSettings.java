package org.hatchery;

/** A setting with which the program must not start; the message is the one line the operator reads. */
public class WrongSettings extends RuntimeException {

  public WrongSettings(String line) {
    super(line);
  }
}
