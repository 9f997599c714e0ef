package ca.portage.mime;

import java.io.IOException;

/** The one gate of every reader: what a hostile message makes fail inside surfaces as malformed. */
final class Guard {
  private Guard() {}

  /** Reads something; may fail in any way. */
  interface Reading<T> {
    T read() throws IOException, MalformedMimeException;
  }

  static <T> T reading(String what, Reading<T> reading) throws IOException, MalformedMimeException {
    try {
      return reading.read();
    } catch (RuntimeException | StackOverflowError e) {
      throw new MalformedMimeException(what + " cannot be read", e);
    }
  }
}
