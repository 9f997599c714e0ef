package ca.portage.app;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Identity;
import ca.portage.config.PasswordSource;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.WrongPasswordException;
import java.util.Arrays;
import java.util.Map;

/** Opens the keys of a channel with the password from where the channel says it comes from. */
public final class Unlocking {
  private final PasswordPrompt prompt;
  private final Map<String, String> environment;

  /** Asks {@code prompt}, or reads files and credentials by {@code environment}. */
  public Unlocking(PasswordPrompt prompt, Map<String, String> environment) {
    this.prompt = prompt;
    this.environment = environment;
  }

  /**
   * Opens the key ring; every password array is wiped before this returns (CIG M-06).
   *
   * @throws ConfigException if the password cannot be had
   * @throws PkiException if the key store cannot be opened with it
   */
  public KeyRing open(Channel channel) throws ConfigException, PkiException {
    PasswordSource source = channel.identity().password();
    if (source instanceof PasswordSource.Stored stored) {
      return open(channel.identity(), stored.read(environment));
    }
    for (int attempt = 1; ; attempt++) {
      char[] typed =
          prompt.ask(
              channel.name(), channel.identity().keystore().getFileName().toString(), attempt);
      try {
        return open(channel.identity(), typed);
      } catch (WrongPasswordException e) {
        if (attempt == PasswordPrompt.TRIES) {
          throw e;
        }
      }
    }
  }

  private static KeyRing open(Identity identity, char[] password) throws PkiException {
    try {
      return KeyRing.open(identity.keystore(), identity.signing(), identity.decryption(), password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
