package ca.portage.pki;

import ca.portage.logging.Printable;

/**
 * A key store or certificate file that cannot be used. The message names the file, says what is
 * wrong with it and what to do; it never holds a password or key, and what it quotes is made
 * printable.
 */
public class PkiException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A file that was read but does not hold what it should. */
  public PkiException(String message) {
    super(Printable.text(message));
  }

  /** A file that could not be read or parsed. */
  public PkiException(String message, Throwable cause) {
    super(Printable.text(message), cause);
  }
}
