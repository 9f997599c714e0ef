package ca.portage.gateway;

/** An error inside a step, kept to the message at hand. */
public final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DEPTH = 20;

  /** Stands for {@code cause} where Camel knows only exceptions. */
  public StepFailedException(Error cause) {
    super(
        cause.getMessage() == null
            ? cause.getClass().getSimpleName()
            : cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        cause);
  }

  /** Whether an error is behind what was thrown, however Camel has wrapped it. */
  public static boolean isError(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof Error || cause instanceof StepFailedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
