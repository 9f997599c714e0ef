package ca.portage.ediint;

/**
 * A decrypted message is well formed but carries no signature (reliability E5): never to be
 * delivered.
 */
public final class NotSignedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence on what it is instead. */
  public NotSignedException(String message) {
    super(message);
  }
}
