package ca.portage.cli;

import ca.portage.app.PasswordPrompt;
import ca.portage.config.ConfigException;
import ca.portage.config.PasswordSource;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import ca.portage.pki.WrongPasswordException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Keeps the passwords that were typed until they are wiped, because a new key store is to have the
 * same as the old one.
 */
final class RememberingPrompt implements PasswordPrompt {
  private final PasswordPrompt person;
  private final List<char[]> typed = new ArrayList<>();

  RememberingPrompt(PasswordPrompt person) {
    this.person = person;
  }

  @Override
  public char[] ask(String channel, String keystoreFileName, int attempt) throws ConfigException {
    char[] answer = person.ask(channel, keystoreFileName, attempt);
    typed.add(answer.clone());
    return answer;
  }

  /**
   * The password of a key store that was opened; the caller wipes it. One that was typed for one
   * file may have opened another too, so each is tried.
   *
   * @throws PkiException if the file cannot be read any more
   */
  char[] password(RenewalStore store, Map<String, String> environment)
      throws ConfigException, PkiException {
    if (store.source() instanceof PasswordSource.Stored stored) {
      return stored.read(environment);
    }
    for (char[] password : typed) {
      if (opens(store, password)) {
        return password.clone();
      }
    }
    throw new PkiException(
        store.place() + " was changed since it was opened; nothing was asked for. Start again");
  }

  private static boolean opens(RenewalStore store, char[] password) throws PkiException {
    try {
      OpenedKeys.open(store.place(), password);
      return true;
    } catch (WrongPasswordException e) {
      // It was typed for another file, or wrongly.
      return false;
    }
  }

  void wipe() {
    typed.forEach(password -> Arrays.fill(password, '\0'));
  }
}
