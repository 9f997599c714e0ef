package ca.portage.app.reload;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.pki.PkiException;
import java.io.IOException;

/** Makes what the routes of a channel name, from its file and from all files that one names. */
@FunctionalInterface
public interface Builder {
  /**
   * Prepares a channel and begins nothing.
   *
   * @throws ConfigException if a file is wrong
   * @throws PkiException if keys or certificates cannot be used, or a person would have to be asked
   * @throws IOException if a folder cannot be used
   */
  Prepared prepare(Channel channel) throws ConfigException, PkiException, IOException;
}
