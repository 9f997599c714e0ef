package ca.portage.mime;

import java.io.IOException;

/**
 * The one gate of every reader of messages: whatever hostile bytes make fail inside it, a stack
 * that overflows included, surfaces as malformed.
 */
public final class Guard {
  private Guard() {}

  /**
   * Reads something; may fail in any way.
   *
   * @param <T> what is read
   * @param <X> what else it may throw to say something about the message
   */
  @FunctionalInterface
  public interface Reading<T, X extends Exception> {
    /** Reads it. */
    T read() throws IOException, MalformedMimeException, X;
  }

  /**
   * Reads something.
   *
   * @param what it is, as the start of a sentence for an admin
   * @throws MalformedMimeException if it says so, or fails in a way it does not know of
   * @throws IOException if our own disk fails
   * @throws X as it likes
   */
  public static <T, X extends Exception> T reading(String what, Reading<T, X> reading)
      throws IOException, MalformedMimeException, X {
    try {
      return reading.read();
    } catch (RuntimeException | StackOverflowError e) {
      throw new MalformedMimeException(what + " cannot be read", e);
    }
  }
}
