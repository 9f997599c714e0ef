package ca.portage.spool;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The folder in which everything Portage holds is kept: {@code out/}, {@code in/}, {@code work/}
 * and the ledger, all 0700, with one owner at a time.
 */
public final class Spool implements AutoCloseable {
  /** Ids become names: nothing that climbs, hides, or means something to a file system. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");

  private final Path root;
  private final Optional<SpoolLock> lock;
  private final List<Salvaged> salvaged;
  private final Optional<WorkMarks> marks;
  private final Addressed certificates;
  private final Addressed revocationLists;

  private Spool(
      Path root, Optional<SpoolLock> lock, List<Salvaged> salvaged, Optional<WorkMarks> marks) {
    this.root = root;
    this.lock = lock;
    this.salvaged = salvaged;
    this.marks = marks;
    this.certificates = new Addressed(root.resolve("certificates"), ".cer");
    this.revocationLists = new Addressed(root.resolve("crls"), ".crl");
  }

  /**
   * Opens a spool to work in: makes its folders, takes its lock, releases the emergency space if
   * the disk is full, empties {@code work/}, salvages cut downloads, and proves that the disk
   * takes, forces and renames a file.
   *
   * @param root the spool folder; its parent, the home, exists
   * @throws SpoolLockedException if it has an owner; nothing was changed
   * @throws IOException if it is on a network file system or fails the proof
   */
  public static Spool open(Path root) throws IOException {
    Durable.folder(root);
    SpoolStart.refuseNetwork(root);
    SpoolLock lock = SpoolLock.take(root);
    boolean ready = false;
    try {
      Ballast.releaseIfFull(root);
      for (String name : List.of("out", "in", "work")) {
        Durable.folder(root.resolve(name));
      }
      SpoolStart.sweep(root.resolve("work"));
      Spool spool =
          new Spool(
              root,
              Optional.of(lock),
              SpoolStart.salvage(root.resolve("in")),
              Optional.of(
                  WorkMarks.open(root.resolve("deadly"), Clock.systemUTC(), System::nanoTime)));
      spool.probe();
      ready = true;
      return spool;
    } finally {
      if (!ready) {
        lock.close();
      }
    }
  }

  /**
   * Refuses a folder on a network file system, where a lock and a forced write promise nothing.
   *
   * @throws IOException if it is on one; the message says what to do
   */
  public static void requireLocal(Path folder) throws IOException {
    SpoolStart.refuseNetwork(folder);
  }

  /** Opens a spool to look at, beside its owner or without one; changes nothing. */
  public static Spool read(Path root) {
    return new Spool(root, Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * The files of an outbound message. The owner's call makes the folder.
   *
   * @throws IllegalArgumentException if the id cannot be a folder's name
   * @throws IOException if the folder cannot be made
   */
  public OutFolder out(String id) throws IOException {
    Path folder = root.resolve("out").resolve(checked(id));
    if (lock.isPresent()) {
      Durable.folder(folder);
    }
    return new OutFolder(folder);
  }

  /**
   * The files of a download.
   *
   * @throws IllegalArgumentException if the id cannot be a file's name
   */
  public InFolder in(String pollId) {
    return new InFolder(root.resolve("in"), checked(pollId));
  }

  /** The certificates that signatures rested on, in DER. */
  public Addressed certificates() {
    return certificates;
  }

  /** The revocation lists that were looked into, in DER. */
  public Addressed revocationLists() {
    return revocationLists;
  }

  /** The folder in which it is noted how long keys and certificates are good; made when used. */
  public Path expiry() {
    return root.resolve("expiry");
  }

  /** The folder for plaintext on its way, emptied at every start. */
  public Path work() {
    return root.resolve("work");
  }

  /** Temporary files of one piece of work, inside {@link #work()}. */
  public Scratch scratch() {
    return new Scratch(work());
  }

  /** Downloads that were cut by the end of the last process, found when this spool was opened. */
  public List<Salvaged> salvaged() {
    return salvaged;
  }

  /**
   * What is being worked on, for those who start next.
   *
   * @throws IllegalStateException if this spool was opened to look at
   */
  public WorkMarks marks() {
    return marks.orElseThrow(() -> new IllegalStateException(root + " was opened to look at"));
  }

  /**
   * Bytes the file system still gives to this user.
   *
   * @throws IOException if the file system does not say
   */
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /**
   * Writes, forces, renames and deletes a small file, as a poll demands (reliability P0).
   *
   * @throws IOException if the spool would not take a message now
   */
  public void probe() throws IOException {
    Path file = work().resolve("probe-" + UUID.randomUUID());
    Durable.write(file, Content.of(new byte[512]));
    Files.delete(file);
  }

  static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "not an id of the spool: " + id.replaceAll("\\P{Graph}", "?"));
    }
    return id;
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      try {
        marks().stop();
      } finally {
        lock.get().close();
      }
    }
  }
}
