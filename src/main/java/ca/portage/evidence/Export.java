package ca.portage.evidence;

import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Facts;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.JournalCopy;
import ca.portage.ledger.Witness;
import ca.portage.spool.Batch;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Writes the evidence of messages to a folder that is laid out as a spool and proves them on any
 * machine. The journal is copied first: what happens meanwhile in a running service is left out.
 */
public final class Export {
  private static final int MESSAGES_A_PASS = 100_000;
  private static final int PAGE = 500;

  private final Home home;
  private final EvidenceReader ledger;
  private final Path folder;
  private final Path work;
  private final Clock clock;
  private final String version;
  private final Set<String> missing = new TreeSet<>();

  /**
   * Exports from a home.
   *
   * @param folder an empty folder, mode 0700
   * @param work a private folder for temporary files, which nobody sweeps meanwhile
   * @param version of this Portage
   */
  public Export(
      Home home, EvidenceReader ledger, Path folder, Path work, Clock clock, String version) {
    this.work = work;
    this.home = home;
    this.ledger = ledger;
    this.folder = folder;
    this.clock = clock;
    this.version = version;
  }

  /**
   * What an export came to.
   *
   * @param messages how many are in it
   * @param missing what proves something of them and could not be copied; empty if it is whole
   */
  public record Exported(int messages, List<String> missing) {
    /** Copies the list. */
    public Exported {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Exports some messages with what proves them, or all messages.
   *
   * @param ids of the messages; none for all
   * @return what was exported, and what could not be
   * @throws IOException if a file cannot be read or written; the folder is then no export yet
   */
  public Exported run(List<String> ids, Listener listener) throws IOException {
    Set<String> wanted = Closure.of(ledger::read, ids);
    listener.step("copying the journal");
    Optional<JournalCopy.Copied> copied = journal(wanted);
    if (copied.isEmpty()) {
      throw new IOException("the journal tells of no such message; nothing can be proved by it");
    }
    JournalAudit journal = JournalAudit.ofExport(folder.resolve("journal"));
    journal.findings().forEach(text -> missing.add("the journal: " + text));
    Set<String> exported = new TreeSet<>();
    try (Spool kept = Spool.read(home.spool());
        Scratch scratch = new Scratch(work)) {
      ExportFiles files = new ExportFiles(kept, folder, scratch);
      messages(wanted, journal, files, exported, listener);
      missing.addAll(files.missing());
    }
    Batch.write(ExportExamination.messages(folder), lines(exported));
    JournalCopy.Copied journaled = copied.get();
    ExportHead head =
        new ExportHead(
            clock.instant().toString(),
            version,
            wanted.isEmpty(),
            journaled.first(),
            journaled.last(),
            journaled.link());
    Batch.write(ExportHead.file(folder), head.json());
    Batch.write(folder.resolve("README.txt"), ExportReadme.text(head, exported.size()));
    listener.step("forcing all of it to the disk, then writing the manifest");
    Batch.force(folder);
    Manifest.write(folder);
    return new Exported(exported.size(), List.copyOf(missing));
  }

  private Optional<JournalCopy.Copied> journal(Set<String> wanted) throws IOException {
    Path copy = folder.resolve("journal");
    if (wanted.isEmpty()) {
      return JournalCopy.all(ledger, home.ledger(), copy);
    }
    Set<String> subjects = new HashSet<>(wanted);
    for (String id : wanted) {
      readable(id).flatMap(f -> f.message().download()).ifPresent(subjects::add);
    }
    return JournalCopy.about(ledger, home.ledger(), copy, subjects);
  }

  /** Of a message whose rows were damaged there is nothing to export but what the journal says. */
  private Optional<Facts> readable(String id) {
    try {
      return ledger.read(id);
    } catch (IOException e) {
      missing.add("message %s: %s".formatted(id, e.getMessage()));
      return Optional.empty();
    }
  }

  private void messages(
      Set<String> wanted,
      JournalAudit journal,
      ExportFiles files,
      Set<String> exported,
      Listener listener)
      throws IOException {
    long total = wanted.isEmpty() ? ledger.size() : wanted.size();
    int parts = (int) (total / MESSAGES_A_PASS) + 1;
    Set<String> goneOn = new TreeSet<>();
    for (int part = 0; part < parts; part++) {
      int number = part;
      Predicate<String> mine =
          id ->
              (wanted.isEmpty() || wanted.contains(id))
                  && Math.floorMod(id.hashCode(), parts) == number;
      Witness witness = journal.witness(mine, id -> true);
      String after = "";
      for (List<String> page = page(wanted, after); !page.isEmpty(); page = page(wanted, after)) {
        for (String id : page) {
          if (mine.test(id) && !export(id, witness, files, exported)) {
            goneOn.add(id);
          }
        }
        listener.progress(exported.size(), total);
        after = page.get(page.size() - 1);
      }
    }
    if (goneOn.isEmpty()) {
      return;
    }
    for (Facts facts : journal.facts(goneOn).values()) {
      files.write(facts);
      exported.add(facts.id());
    }
    goneOn.removeAll(exported);
    goneOn.forEach(id -> missing.add("message " + id + ": neither ledger nor journal tell of it"));
  }

  private List<String> page(Set<String> wanted, String after) {
    return wanted.isEmpty()
        ? ledger.ids(after, PAGE)
        : wanted.stream().filter(id -> id.compareTo(after) > 0).toList();
  }

  /** False if the ledger tells another thing by now than the journal that was copied. */
  private boolean export(String id, Witness witness, ExportFiles files, Set<String> exported)
      throws IOException {
    Optional<Facts> facts = readable(id);
    if (facts.isEmpty() || witness.against(facts.get()).isPresent()) {
      return false;
    }
    files.write(facts.get());
    exported.add(id);
    return true;
  }

  private static Content lines(Set<String> ids) {
    String text = ids.isEmpty() ? "" : String.join("\n", ids) + "\n";
    return Content.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
