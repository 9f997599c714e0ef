package ca.portage.gateway;

/** An error inside a step, kept to the message at hand. */
public final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  StepFailedException(Error cause) {
    super(
        cause.getMessage() == null
            ? cause.getClass().getSimpleName()
            : cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        cause);
  }
}
