package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Puts a new key store in its place, mode 0600, and keeps the one that was there. */
final class KeyStoreWriter {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private KeyStoreWriter() {}

  /**
   * Writes it; cut off at any moment, there is the old file or the new one.
   *
   * @return what was done, a line each
   */
  static List<String> write(Home home, Path target, byte[] keyStore, Session session)
      throws IOException {
    List<String> done = new ArrayList<>();
    if (Files.exists(target)) {
      String name = target.getFileName() + ".old-" + STAMP.format(session.clock().instant());
      Path kept = target.resolveSibling(name);
      Durable.write(kept, Content.of(Files.readAllBytes(target)));
      done.add("kept as it was: " + home.show(kept));
    }
    Durable.writeOver(target, Content.of(keyStore));
    done.add("written: " + home.show(target) + ", for its owner only");
    return done;
  }
}
