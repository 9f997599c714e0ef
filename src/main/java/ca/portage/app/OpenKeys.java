package ca.portage.app;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys that were unlocked, which stay so while their key store is the same. A password is asked
 * for at the start only: later nobody is there to type it.
 */
final class OpenKeys {
  private final Map<String, KeyRing> open = new HashMap<>();
  private Unlocking keys;

  OpenKeys(Unlocking keys) {
    this.keys = keys;
  }

  /** From now on nobody can be asked. */
  synchronized void startIsOver() {
    keys = keys.unattended();
  }

  /**
   * The keys of a channel; a key store that is open and did not change is not opened again.
   *
   * @throws PkiException if they cannot be opened
   * @throws ConfigException if their password cannot be had, or a person would have to be asked
   */
  synchronized KeyRing of(Channel channel) throws ConfigException, PkiException {
    KeyRing known = open.get(channel.name());
    KeyRing ring = known == null ? keys.open(channel) : keys.reopen(channel, known);
    open.put(channel.name(), ring);
    return ring;
  }

  /** Keeps the keys of these channels only. */
  synchronized void only(Collection<String> channels) {
    open.keySet().retainAll(channels);
  }
}
