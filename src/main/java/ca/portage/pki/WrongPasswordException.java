package ca.portage.pki;

/** The password does not open the key store; whoever typed it may try again. */
public final class WrongPasswordException extends PkiException {
  private static final long serialVersionUID = 1L;

  WrongPasswordException(String keystore, Throwable cause) {
    super("the password does not open " + keystore, cause);
  }
}
