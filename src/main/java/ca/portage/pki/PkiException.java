package ca.portage.pki;

/**
 * A key store or certificate file that cannot be used. The message names the file, says what is
 * wrong with it and what to do; it never holds a password or key.
 */
public class PkiException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A file that was read but does not hold what it should. */
  public PkiException(String message) {
    super(message);
  }

  /** A file that could not be read or parsed. */
  public PkiException(String message, Throwable cause) {
    super(message, cause);
  }
}
