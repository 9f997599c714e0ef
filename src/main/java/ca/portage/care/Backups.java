package ca.portage.care;

import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies of the ledger in {@code spool/backup}, each named after the second it was begun; the
 * newest seven are kept (reliability §2.4).
 */
public final class Backups {
  static final int KEPT = 7;

  private static final String BEGIN = "ledger-";
  private static final String END = ".db";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private final Path folder;
  private final Path ledger;
  private final Clock clock;

  /** The backups of a home. */
  public Backups(Home home, Clock clock) {
    this.folder = home.spool().resolve("backup");
    this.ledger = home.ledger();
    this.clock = clock;
  }

  /**
   * One backup.
   *
   * @param at when it was begun, to the second
   * @param file a whole ledger, nothing beside it is needed
   */
  public record Backup(Instant at, Path file) {}

  /**
   * The newest backup that is not from the future, which a clock set back would make of it.
   *
   * @throws IOException if the folder cannot be read
   */
  public Optional<Backup> newest() throws IOException {
    return all().stream().filter(b -> !b.at().isAfter(clock.instant())).reduce((a, b) -> b);
  }

  /**
   * Makes a backup, then deletes the oldest beyond the seventh.
   *
   * @throws IOException if there is too little space; nothing was made or deleted
   */
  Backup make(Ledger source, long freeBytesFloor) throws IOException {
    long free = Files.getFileStore(ledger).getUsableSpace();
    if (free - Files.size(ledger) < freeBytesFloor) {
      throw new IOException(
          "the disk has %d MiB free, and a copy of the ledger takes %d MiB of them"
              .formatted(free >> 20, Files.size(ledger) >> 20));
    }
    Durable.folder(folder);
    Instant now = clock.instant();
    Path file = folder.resolve(BEGIN + STAMP.format(now.atOffset(ZoneOffset.UTC)) + END);
    source.backup(file);
    prune();
    return new Backup(now, file);
  }

  private void prune() throws IOException {
    List<Backup> all = all();
    for (Backup old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      Durable.delete(old.file());
    }
  }

  /** Oldest first; a file of another name is somebody's own and never counted or deleted. */
  private List<Backup> all() throws IOException {
    List<Backup> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BEGIN + "*" + END)) {
      for (Path file : files) {
        at(file).ifPresent(at -> found.add(new Backup(at, file)));
      }
    } catch (NoSuchFileException e) {
      return found;
    }
    found.sort((a, b) -> a.at().compareTo(b.at()));
    return found;
  }

  private static Optional<Instant> at(Path file) {
    String name = file.getFileName().toString();
    try {
      return Optional.of(
          LocalDateTime.parse(name.substring(BEGIN.length(), name.length() - END.length()), STAMP)
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
