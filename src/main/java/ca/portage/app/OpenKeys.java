package ca.portage.app;

import ca.portage.app.reload.ChannelFiles;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Identity;
import ca.portage.config.PasswordSource;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that were unlocked, which stay so while their file and the channel's words about them
 * are the same. A password is asked for at the start only: later nobody is there to type it.
 */
final class OpenKeys {
  private record Opened(Identity identity, String digest, KeyRing ring) {}

  private final Unlocking keys;
  private final Map<String, Opened> open = new HashMap<>();
  private boolean attended = true;

  OpenKeys(Unlocking keys) {
    this.keys = keys;
  }

  /** From now on nobody can be asked. */
  synchronized void startIsOver() {
    attended = false;
  }

  /**
   * The keys of a channel.
   *
   * @throws PkiException if they cannot be opened, or a person would have to be asked
   */
  synchronized KeyRing of(Channel channel) throws ConfigException, PkiException, IOException {
    Identity identity = channel.identity();
    String digest = ChannelFiles.digest(List.of(identity.keystore()));
    Opened known = open.get(channel.name());
    if (known != null && known.identity().equals(identity) && known.digest().equals(digest)) {
      return known.ring();
    }
    if (!attended && identity.password() instanceof PasswordSource.Prompt) {
      throw new PkiException(
          "the keys of channel "
              + channel.name()
              + " are new, and their password is to be typed (password: prompt): stop the service"
              + " and start it again where somebody can type it. The keys that are open are used"
              + " until then");
    }
    KeyRing ring = keys.open(channel);
    open.put(channel.name(), new Opened(identity, digest, ring));
    return ring;
  }
}
