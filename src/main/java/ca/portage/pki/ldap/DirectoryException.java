package ca.portage.pki.ldap;

import ca.portage.pki.PkiException;

/** A directory that did not give what was asked; the message says what an admin can do. */
public final class DirectoryException extends PkiException {
  private static final long serialVersionUID = 1L;

  private final boolean noEntry;

  DirectoryException(String message, boolean noEntry, Throwable cause) {
    super(message, cause);
    this.noEntry = noEntry;
  }

  /** Whether the directory answered, and has no entry of that name. */
  public boolean noEntry() {
    return noEntry;
  }
}
