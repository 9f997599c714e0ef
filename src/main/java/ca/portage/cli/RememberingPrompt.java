package ca.portage.cli;

import ca.portage.app.PasswordPrompt;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.PasswordSource;
import java.util.Arrays;
import java.util.Map;

/**
 * Keeps the password that was typed last until it is wiped, because a new key store is to have the
 * same as the old one.
 */
final class RememberingPrompt implements PasswordPrompt {
  private final PasswordPrompt person;
  private char[] typed = new char[0];

  RememberingPrompt(PasswordPrompt person) {
    this.person = person;
  }

  @Override
  public char[] ask(String channel, String keystoreFileName, int attempt) throws ConfigException {
    char[] answer = person.ask(channel, keystoreFileName, attempt);
    wipe();
    typed = answer.clone();
    return answer;
  }

  /** The password of the key store that was just opened; the caller wipes it. */
  char[] password(Channel channel, Map<String, String> environment) throws ConfigException {
    return channel.identity().password(0) instanceof PasswordSource.Stored stored
        ? stored.read(environment)
        : typed.clone();
  }

  void wipe() {
    Arrays.fill(typed, '\0');
  }
}
