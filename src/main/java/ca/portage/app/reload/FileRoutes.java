package ca.portage.app.reload;

import java.util.Map;
import java.util.Optional;

/**
 * The routes of one file with what they name.
 *
 * @param text of the file; empty where there is none
 * @param beans by their full names
 * @param values by their full names
 */
record FileRoutes(Optional<byte[]> text, Map<String, Object> beans, Map<String, String> values) {
  static final FileRoutes NONE = new FileRoutes(Optional.empty(), Map.of(), Map.of());

  /** The routes of a channel, or of a file that belongs to none. */
  static FileRoutes of(Prepared channel, byte[] text) {
    return channel == null
        ? new FileRoutes(Optional.ofNullable(text), Map.of(), Map.of())
        : new FileRoutes(Optional.ofNullable(text), channel.beans(), channel.values());
  }
}
