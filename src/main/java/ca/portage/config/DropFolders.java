package ca.portage.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Keeps drop folders apart: a file picked up by two channels would be sent twice, and one picked up
 * from an inbox would go back to where it came from.
 */
final class DropFolders {
  private DropFolders() {}

  static void check(List<ChannelReader.Read> channels) {
    for (ChannelReader.Read read : channels) {
      for (ChannelReader.Read other : channels) {
        if (other != read) {
          apart(read, other.channel().outbox(), "the outbox", other);
        }
        apart(read, other.channel().inbox(), "the inbox", other);
      }
    }
  }

  private static void apart(
      ChannelReader.Read read, Path folder, String kind, ChannelReader.Read other) {
    Path outbox = read.channel().outbox();
    if (outbox.startsWith(folder) || folder.startsWith(outbox)) {
      read.problems()
          .error(
              read.block().line("outbox"),
              "'outbox' and %s of channel %s must be two folders, neither inside the other"
                  .formatted(kind, other.channel().name()));
    }
  }
}
