package ca.portage.ledger;

import ca.portage.ledger.journal.Excerpt;
import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Copies the lines of the journal that an export needs. */
public final class JournalCopy {
  private JournalCopy() {}

  /**
   * What was copied.
   *
   * @param first number of the first line
   * @param last number of the last line
   * @param link the hash that stands for all of them
   */
  public record Copied(long first, long last, String link) {}

  /** Copies every line that the ledger holds. */
  public static Optional<Copied> all(EvidenceReader ledger, Path database, Path folder)
      throws IOException {
    return copy(ledger, database, folder, line -> true);
  }

  /**
   * Copies what the journal tells of some messages and downloads; what it tells of others in
   * between is named by its digest.
   *
   * @param ids of messages and of downloads
   */
  public static Optional<Copied> about(
      EvidenceReader ledger, Path database, Path folder, Set<String> ids) throws IOException {
    return copy(ledger, database, folder, line -> mentions(line, ids));
  }

  private static Optional<Copied> copy(
      EvidenceReader ledger, Path database, Path folder, Predicate<Line> about) throws IOException {
    return Excerpt.write(Recorder.folder(database.toAbsolutePath()), folder, about, ledger.mark())
        .map(written -> new Copied(written.first(), written.last(), written.link()));
  }

  /** Events, alerts and the audit name a message as their subject, all others by its id. */
  private static boolean mentions(Line line, Set<String> ids) {
    JsonNode row = line.row().or(line::gone).orElse(MissingNode.getInstance());
    return ids.contains(row.path("id").asText()) || ids.contains(row.path("subject").asText());
  }
}
