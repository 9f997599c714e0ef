package ca.portage.cms;

import java.io.IOException;

/**
 * The token that holds a key did not do its work. Nothing is wrong with the message, which can be
 * tried again.
 */
public final class TokenException extends IOException {
  private static final long serialVersionUID = 1L;

  TokenException(String doing, Exception cause) {
    super(
        "the token that holds our key did not %s: %s; if it was taken out or locked, put that right and restart the service"
            .formatted(doing, innermost(cause)),
        cause);
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
