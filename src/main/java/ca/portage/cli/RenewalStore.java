package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.KeyPlace;
import ca.portage.config.PasswordSource;
import ca.portage.pki.KeyRing;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The key store that holds a key which is to be renewed: a file for its successor is made with the
 * same password.
 *
 * @param source where that password comes from
 */
record RenewalStore(KeyPlace place, PasswordSource source) {
  /**
   * Looks for the store of a certificate in those of a channel.
   *
   * @throws Failure if it is a token: what would be written beside it is its PIN as the password of
   *     a file, and the key that was to stay in the token
   */
  static RenewalStore of(Channel channel, KeyRing ring, X509Certificate old)
      throws Failure, PkiException {
    List<KeyPlace> places = channel.identity().keystores();
    for (OpenedKeys store : ring.stores()) {
      int index = places.indexOf(store.place());
      boolean holds = store.entries().stream().anyMatch(key -> key.certificate().equals(old));
      if (holds && index >= 0) {
        return new RenewalStore(store.place(), channel.identity().password(index)).inFile();
      }
    }
    throw new IllegalStateException("no key store of the channel holds the key it opened");
  }

  private RenewalStore inFile() throws Failure {
    if (place instanceof KeyPlace.Token) {
      throw new Failure(
          ExitCode.CONFIG,
          "the key is in "
              + place
              + ", and its successor must not lie in a file; nothing was asked for",
          "make and certify the new key in the token with its maker's or the CA's own tool, under an"
              + " alias of its own; then name that alias in identity beside the old one, and restart");
    }
    return this;
  }
}
