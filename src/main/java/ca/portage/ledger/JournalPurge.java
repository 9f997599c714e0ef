package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Removes the oldest files of the journal once every retention lets them go. A snapshot of every
 * row is written first, so the ledger can be rebuilt from what is left as before.
 */
public final class JournalPurge {
  private final Path folder;

  /** The journal of the ledger in this file. */
  public JournalPurge(Path database) {
    this.folder = Recorder.folder(database.toAbsolutePath());
  }

  /**
   * Says how many bytes of files would go; changes nothing.
   *
   * @param before when the longest retention of any channel began
   */
  public long look(Instant before) throws IOException {
    long bytes = 0;
    for (Path file : Course.of(folder).older(before)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /**
   * Removes the files, oldest first, so that what a crash leaves has no hole.
   *
   * @return how many bytes are gone
   * @throws IOException if a file cannot be read or removed
   */
  public long apply(Ledger ledger, Instant before) throws IOException {
    if (Course.of(folder).older(before).isEmpty()) {
      return 0;
    }
    ledger.snapshot();
    Course course = Course.of(folder);
    List<Path> going = course.older(before).stream().filter(course::toldAgain).toList();
    if (going.isEmpty()) {
      return 0;
    }
    // Told first, so that lines that are missing without this were taken away by somebody else.
    ledger.journalBegins(course.firstAfter(going.get(going.size() - 1)));
    long bytes = 0;
    for (Path file : going) {
      bytes += Files.size(file);
      Durable.delete(file);
    }
    return bytes;
  }
}
