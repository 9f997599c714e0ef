package ca.portage.cms;

import java.io.IOException;

/** The bytes of a message break the encoding rules; told apart from a failing disk. */
final class MalformedBerException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedBerException(String message) {
    super(message);
  }

  MalformedBerException(String message, Throwable cause) {
    super(message, cause);
  }
}
