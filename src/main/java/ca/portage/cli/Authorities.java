package ca.portage.cli;

import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.io.IOException;

/** The authorities that a channel of a home trusts today. */
final class Authorities {
  private Authorities() {}

  /**
   * Reads them.
   *
   * @throws IOException if the channel is not configured any more
   */
  static Trust of(Home home, String channel) throws PkiException, IOException {
    try {
      return Trust.load(new ConfigLoader(home).channel(channel).trust());
    } catch (ConfigException e) {
      throw new IOException(
          "channel %s cannot be read, so its authorities are not known; name their folder with --trust DIR. %s"
              .formatted(channel, e.getMessage()),
          e);
    }
  }
}
