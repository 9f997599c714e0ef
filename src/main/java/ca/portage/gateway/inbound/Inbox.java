package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The inbox and its temporary folder beside it: a file appears whole under its last name or not at
 * all, and never takes the place of another (reliability P6).
 */
final class Inbox {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;

  Inbox(Path folder) {
    this.folder = folder;
  }

  void prepare() throws IOException {
    Files.createDirectories(temporaryFolder());
  }

  Path temporaryFolder() {
    return folder.resolve(".portage").resolve("tmp");
  }

  /** Where the file of a message is written first. */
  Path temporary(String id) {
    return temporaryFolder().resolve(id);
  }

  /** Where a file of this name arrives. */
  Path arrived(String name) {
    return folder.resolve(name);
  }

  /** A name that is made, never taken from what came in (G1). */
  static String name(Instant at, String kind, String id) {
    return STAMP.format(at) + "_" + kind + "_" + id + ".edi";
  }

  /** Writes and forces the temporary file; what a crash left of it is replaced. */
  void write(String id, Content content) throws IOException {
    prepare();
    Durable.writeOver(temporary(id), content);
  }

  /** Whether the temporary file still waits: if not, the file has arrived. */
  boolean waits(String id) {
    return Files.exists(temporary(id), LinkOption.NOFOLLOW_LINKS);
  }

  /** Moves the temporary file to its last name. Its vanishing is the record that it arrived. */
  void publish(String id, String name) throws IOException {
    Path target = arrived(name);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "Portage never overwrites a file of the inbox; move it away");
    }
    Durable.move(temporary(id), target);
  }
}
