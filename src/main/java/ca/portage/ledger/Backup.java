package ca.portage.ledger;

import ca.portage.content.Content;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;

/**
 * Copies a ledger that is in use: one snapshot, compact, private, and forced before it is named.
 */
final class Backup {
  private Backup() {}

  static void write(Path database, Path file) {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    try {
      Durable.delete(unfinished);
      Durable.write(unfinished, Content.of(new byte[0]));
      copy(database, unfinished);
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Durable.move(unfinished, file);
    } catch (IOException | SQLException e) {
      throw new LedgerException(
          LedgerException.Reason.STORAGE,
          "The ledger %s was not copied to %s (%s); the ledger itself is as it was. Look at the space and mode of that folder."
              .formatted(database, file, e.getMessage()),
          e);
    }
  }

  private static void copy(Path database, Path unfinished) throws SQLException, IOException {
    try (Statements source = Connections.source(database)) {
      source.update("VACUUM INTO ?", List.of(unfinished.toString()));
    }
    // A copy that nobody read is a hope, not a backup.
    try (Statements copy = Connections.source(unfinished)) {
      List<String> damages = Integrity.of(copy);
      if (!damages.isEmpty()) {
        throw new IOException("the copy is damaged: " + damages.get(0));
      }
    }
  }
}
