package ca.portage.gateway;

import java.io.IOException;

/** Stored bytes are not what was stored: no later try will mend that, and none is made. */
public final class DamagedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says which bytes. */
  public DamagedMessageException(String message) {
    super(message);
  }
}
