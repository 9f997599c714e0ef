package ca.portage.mime;

/**
 * The bytes are not the MIME structure they should be, or pass one of {@link MimeLimits}.
 *
 * <p>It says something about the message, where an {@link java.io.IOException} says something about
 * our own disk: the first is the sender's to mend, the second is ours. Never holds payload.
 */
public final class MalformedMimeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence on what is wrong with the message. */
  public MalformedMimeException(String message) {
    super(message);
  }

  /** With a sentence on what is wrong with the message, and what failed on it. */
  public MalformedMimeException(String message, Throwable cause) {
    super(message, cause);
  }
}
