package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.UUID;

/**
 * The inbox and its temporary folder beside it: a file appears whole under its last name or not at
 * all, and never takes the place of another (reliability P6).
 */
final class Inbox {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private static final int MARK_BYTES = 200;
  private static final int PROBE_BYTES = 4096;

  private final Path folder;
  private final Path mark;

  /**
   * An inbox and the file of the spool that knows it again.
   *
   * @param mark holds the same text as the file {@code .portage/inbox} in the folder; a folder
   *     without it is another one, such as the empty mount point of a share that is away
   */
  Inbox(Path folder, Path mark) {
    this.folder = folder;
    this.mark = mark;
  }

  /**
   * Makes the folders on first use; later proves that they are still the same ones.
   *
   * @throws IOException if the inbox is not there, or is not the one used before
   */
  void prepare() throws IOException {
    Path there = folder.resolve(".portage").resolve("inbox");
    if (Files.notExists(mark)) {
      Durable.folder(folder.resolve(".portage"));
      Durable.folder(temporaryFolder());
      Content name = Content.of(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
      Durable.writeOver(there, name);
      Durable.writeOver(mark, name);
    }
    if (!Files.isRegularFile(there)
        || !Arrays.equals(
            Content.of(there).toBytes(MARK_BYTES), Content.of(mark).toBytes(MARK_BYTES))) {
      throw new IOException(
          folder
              + " is not the inbox used before: its file .portage/inbox is missing or another's."
              + " Is the share mounted? If you moved the inbox on purpose, delete "
              + mark);
    }
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

  /**
   * Writes, forces and deletes a small file where the temporary ones are.
   *
   * @throws IOException if the inbox is not the one used before or takes no file now
   */
  void probe() throws IOException {
    prepare();
    Path file = temporaryFolder().resolve("probe-" + UUID.randomUUID());
    Durable.write(file, Content.of(new byte[PROBE_BYTES]));
    Files.delete(file);
  }

  /** Writes and forces the temporary file; what a crash left of it is replaced. */
  void write(String id, Content content) throws IOException {
    prepare();
    Durable.writeOver(temporary(id), content);
  }

  /**
   * Whether the temporary file still waits: if not, the file has arrived.
   *
   * @throws IOException if that cannot be told, because the inbox is away
   */
  boolean waits(String id) throws IOException {
    prepare();
    try {
      Files.readAttributes(temporary(id), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      // The rename may be younger than the last force of its folders.
      Durable.forceFolder(folder);
      Durable.forceFolder(temporaryFolder());
      return false;
    }
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
