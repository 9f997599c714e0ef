package ca.portage.app;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Identity;
import ca.portage.config.KeyPlace;
import ca.portage.config.PasswordSource;
import ca.portage.pki.KeyRing;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import ca.portage.pki.WrongPasswordException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the keys of a channel with the passwords from where the channel says they come from. Every
 * password array is wiped before a method returns (CIG M-06).
 */
public final class Unlocking {
  private final PasswordPrompt prompt;
  private final Map<String, String> environment;
  private final Clock clock;

  /**
   * Asks {@code prompt}, or reads files and credentials by {@code environment}; {@code clock} says
   * whether a certificate can be used.
   */
  public Unlocking(PasswordPrompt prompt, Map<String, String> environment, Clock clock) {
    this.prompt = prompt;
    this.environment = environment;
    this.clock = clock;
  }

  /** The same while nobody can be asked, as in a service that runs. */
  Unlocking unattended() {
    PasswordPrompt nobody =
        (channel, keystore, attempt) -> {
          throw new ConfigException(
              Path.of("config", "channels", channel + ".yaml"),
              "the keys of channel "
                  + channel
                  + " in "
                  + keystore
                  + " are new, and their password is to be typed (password: prompt): stop the"
                  + " service and start it again where somebody can type it. The keys that are open"
                  + " are used until then");
        };
    return new Unlocking(nobody, environment, clock);
  }

  /**
   * Opens the key ring.
   *
   * @throws ConfigException if a password cannot be had
   * @throws PkiException if a key store cannot be opened with it
   */
  public KeyRing open(Channel channel) throws ConfigException, PkiException {
    return ring(channel, stores(channel, List.of()));
  }

  /**
   * Opens the key ring again after a change, without asking anybody: key stores that are open
   * already and did not change stay as they are.
   *
   * @param running the ring that is in use
   * @throws ConfigException if a key store is new or changed, and its password is to be typed
   * @throws PkiException if a key store cannot be opened
   */
  public KeyRing reopen(Channel channel, KeyRing running) throws ConfigException, PkiException {
    return ring(channel, stores(channel, running.stores()));
  }

  /**
   * Opens the key stores alone, whatever the channel says of their aliases.
   *
   * @throws ConfigException if a password cannot be had
   * @throws PkiException if a key store cannot be opened with it
   */
  public List<OpenedKeys> stores(Channel channel) throws ConfigException, PkiException {
    return stores(channel, List.of());
  }

  private KeyRing ring(Channel channel, List<OpenedKeys> stores) throws PkiException {
    Identity identity = channel.identity();
    return KeyRing.of(stores, identity.signing(), identity.decryption(), clock.instant());
  }

  private List<OpenedKeys> stores(Channel channel, List<OpenedKeys> open)
      throws ConfigException, PkiException {
    List<OpenedKeys> stores = new ArrayList<>();
    List<char[]> typed = new ArrayList<>();
    try {
      for (int i = 0; i < channel.identity().keystores().size(); i++) {
        KeyPlace place = channel.identity().keystores().get(i);
        Optional<OpenedKeys> kept = current(place, open);
        stores.add(
            kept.isPresent()
                ? kept.get()
                : open(channel.name(), place, channel.identity().password(i), typed));
      }
      return List.copyOf(stores);
    } finally {
      typed.forEach(password -> Arrays.fill(password, '\0'));
    }
  }

  private static Optional<OpenedKeys> current(KeyPlace place, List<OpenedKeys> open)
      throws PkiException {
    for (OpenedKeys store : open) {
      if (store.place().equals(place) && store.current()) {
        return Optional.of(store);
      }
    }
    return Optional.empty();
  }

  private OpenedKeys open(String channel, KeyPlace place, PasswordSource source, List<char[]> typed)
      throws ConfigException, PkiException {
    if (source instanceof PasswordSource.Stored stored) {
      char[] password = stored.read(environment);
      typed.add(password);
      return OpenedKeys.open(place, password);
    }
    Optional<OpenedKeys> opened =
        place instanceof KeyPlace.File ? again(place, typed) : Optional.empty();
    return opened.isPresent() ? opened.get() : ask(channel, place, typed);
  }

  /**
   * Files that were made together have one password; a token counts wrong ones and locks itself.
   */
  private static Optional<OpenedKeys> again(KeyPlace place, List<char[]> typed)
      throws PkiException {
    for (char[] password : typed) {
      try {
        return Optional.of(OpenedKeys.open(place, password));
      } catch (WrongPasswordException e) {
        // It was for another file; the person is asked.
      }
    }
    return Optional.empty();
  }

  private OpenedKeys ask(String channel, KeyPlace place, List<char[]> typed)
      throws ConfigException, PkiException {
    int tries =
        place instanceof KeyPlace.Token ? PasswordPrompt.TRIES_OF_A_TOKEN : PasswordPrompt.TRIES;
    for (int attempt = 1; ; attempt++) {
      char[] password = prompt.ask(channel, place.name(), attempt);
      typed.add(password);
      try {
        return OpenedKeys.open(place, password);
      } catch (WrongPasswordException e) {
        if (attempt == tries) {
          throw e;
        }
      }
    }
  }
}
