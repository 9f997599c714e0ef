package ca.portage.app.reload;

/** A change that was checked and yet could not be carried out, or in part only. */
final class SwapFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String done;

  /** Nothing was done; the message says what runs. */
  SwapFailedException(String message, Throwable cause) {
    this("", message, cause);
  }

  /** {@code done} was; the message says that too. */
  SwapFailedException(String done, String message, Throwable cause) {
    super(message, cause);
    this.done = done;
  }

  /** What was taken into use all the same; empty if nothing was. */
  String done() {
    return done;
  }
}
