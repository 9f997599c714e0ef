package ca.portage.app;

import ca.portage.config.ConfigException;

/** Asks a person for the password of a key store (CIG M-07). */
@FunctionalInterface
public interface PasswordPrompt {
  /** How often a person may try. */
  int TRIES = 3;

  /** How often for a token, which often locks itself at the third wrong PIN. */
  int TRIES_OF_A_TOKEN = 2;

  /**
   * Asks once.
   *
   * @param channel whose keys are opened
   * @param keystore the file or token the password belongs to
   * @param attempt 1 for the first try, more after a wrong password
   * @return what was typed; whoever opens the keys wipes it
   * @throws ConfigException if there is nobody to ask
   */
  char[] ask(String channel, String keystore, int attempt) throws ConfigException;
}
