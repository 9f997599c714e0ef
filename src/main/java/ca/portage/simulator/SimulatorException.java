package ca.portage.simulator;

/**
 * A simulated home or gateway that could not be made or started. The message is ready for an admin:
 * what happened, to which file, what to do; it holds no secret.
 */
public final class SimulatorException extends Exception {
  private static final long serialVersionUID = 1L;

  SimulatorException(String message) {
    super(message);
  }

  SimulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
