package ca.portage.app;

import ca.portage.config.ConfigException;

/** Asks a person for the password of a key store (CIG M-07). */
@FunctionalInterface
public interface PasswordPrompt {
  /** How often a person may try. */
  int TRIES = 3;

  /**
   * Asks once.
   *
   * @param channel whose keys are opened
   * @param keystoreFileName the file the password belongs to
   * @param attempt 1 for the first try, more after a wrong password
   * @return what was typed; whoever opens the keys wipes it
   * @throws ConfigException if there is nobody to ask
   */
  char[] ask(String channel, String keystoreFileName, int attempt) throws ConfigException;
}
