package ca.portage.app.reload;

/** A change that was checked and yet could not be carried out; the old set was put back. */
final class SwapFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  SwapFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
