package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.ledger.Facts;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.Witness;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Proves an exported folder on any machine, by nothing but the folder itself and the authorities
 * whoever proves it trusts. What the folder brings is foreign: no name in it leaves it.
 */
public final class ExportExamination {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,99}");

  /** A million messages and more. */
  private static final long LIST_BYTES = 64L << 20;

  private static final int LONGEST_ID = 100;

  private final Path export;
  private final Believable believable;
  private final Path work;

  /**
   * Examines an export.
   *
   * @param work an empty private folder for temporary files
   */
  public ExportExamination(Path export, Believable believable, Path work) {
    this.export = export;
    this.believable = believable;
    this.work = work;
  }

  /**
   * Examines every message of it.
   *
   * @throws IOException if the folder cannot be read
   */
  public Outcome run(Listener listener) throws IOException {
    listener.step("comparing every file with the manifest");
    Manifest.Found found = Manifest.check(export);
    List<String> beside = new ArrayList<>(found.findings());
    if (found.foreign()) {
      // Opening a pipe waits for ever, and a link leads elsewhere.
      return Outcome.unopened(beside);
    }
    listener.step("following the journal from line to line");
    JournalAudit journal = JournalAudit.ofExport(export.resolve("journal"));
    journal.findings().forEach(text -> beside.add("the journal: " + text));
    journal.unreadableRows().ifPresent(text -> beside.add("the journal: " + text));
    head(journal, beside);
    TreeSet<String> ids = ids(beside);
    try (Spool kept = Spool.read(export)) {
      Premises premises = Premises.ofExport(channel -> believable, journal);
      Prover prover = new Prover(kept, this::facts, premises, work);
      Examination examination =
          new Examination(
              (after, limit) -> List.copyOf(ids.tailSet(after, false)),
              this::facts,
              prover,
              listener,
              false,
              Witness::unasked);
      examination.run(journal, ids.size(), id -> true, id -> true, true);
      beside.addAll(examination.findings());
      return Outcome.of(examination, beside, journal);
    }
  }

  private void head(JournalAudit journal, List<String> beside) {
    try {
      ExportHead head = ExportHead.read(export);
      if (head.first() != journal.first()
          || head.last() != journal.last()
          || !head.link().equals(journal.link())) {
        beside.add(
            "the journal is not the one that was exported: it has lines %d to %d, and lines %d to %d were written"
                .formatted(journal.first(), journal.last(), head.first(), head.last()));
      }
      if (head.all() && journal.leftOut() > 0) {
        beside.add(
            "the journal: export.json says that it is whole, and %d of its lines are named by their hash only"
                .formatted(journal.leftOut()));
      }
    } catch (IOException e) {
      beside.add("export.json cannot be read: " + e.getMessage());
    }
  }

  private TreeSet<String> ids(List<String> beside) {
    TreeSet<String> ids = new TreeSet<>();
    try {
      if (Files.size(messages(export)) > LIST_BYTES) {
        throw new IOException("it is larger than any export's");
      }
      long wrong = 0;
      try (ShortLines lines = new ShortLines(messages(export), LONGEST_ID)) {
        for (Optional<String> id = lines.next(); id.isPresent(); id = lines.next()) {
          wrong += ID.matcher(id.get()).matches() && ids.add(id.get()) ? 0 : 1;
        }
      }
      if (wrong > 0) {
        beside.add("messages.txt has lines that no export writes: " + wrong);
      }
    } catch (IOException e) {
      beside.add("messages.txt cannot be read: " + e.getMessage());
    }
    return ids;
  }

  private Optional<Facts> facts(String id) throws IOException {
    if (!ID.matcher(id).matches() || !Files.exists(facts(export, id))) {
      return Optional.empty();
    }
    Facts facts = Facts.read(Content.of(facts(export, id)));
    if (!facts.id().equals(id)) {
      throw new IOException("it tells of message " + facts.id());
    }
    return Optional.of(facts);
  }

  static Path messages(Path export) {
    return export.resolve("messages.txt");
  }

  static Path facts(Path export, String id) {
    return export.resolve("facts").resolve(id + ".json");
  }
}
