package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Damage;
import ca.portage.ledger.journal.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A journal read from end to end: whether every line follows from the one before, and what it says
 * of the messages. Changes nothing; works beside a running service.
 */
public final class JournalAudit {
  private static final String PURGED = "the journal's lines before %d were removed";

  private static final int LOOKED_FOR = 10_000;

  private final Course course;
  private final boolean wholeTail;
  private Optional<Heard> heard = Optional.empty();

  private JournalAudit(Course course, boolean wholeTail) {
    this.course = course;
    this.wholeTail = wholeTail;
  }

  /**
   * Reads the journal beside a ledger.
   *
   * @throws IOException if a file cannot be read
   */
  public static JournalAudit of(EvidenceReader ledger, Path database) throws IOException {
    // The place first: the journal is forced before the ledger says where it is.
    Mark mark = ledger.mark();
    Course course = Course.of(Recorder.folder(database.toAbsolutePath()), mark);
    return new JournalAudit(course, course.holds(mark));
  }

  /**
   * Reads the part of a journal that an export holds.
   *
   * @throws IOException if a file cannot be read
   */
  public static JournalAudit ofExport(Path folder) throws IOException {
    return new JournalAudit(Course.ofExcerpt(folder), true);
  }

  /** What is not as it was written, as sentences. */
  public List<String> findings() {
    Stream<String> places =
        Stream.of(course.damages(), course.breaks(), course.torn())
            .flatMap(List::stream)
            .map(JournalAudit::text);
    return wholeTail
        ? places.toList()
        : Stream.concat(
                places,
                Stream.of("its end is missing: the ledger wrote lines that are not there any more"))
            .toList();
  }

  private static String text(Damage damage) {
    return damage.place() + ": " + damage.text();
  }

  /**
   * Says that the first lines are missing, if the journal itself tells of no purge that did it.
   *
   * @throws IOException if a file cannot be read
   */
  public Optional<String> unexplainedBeginning() throws IOException {
    return first() <= 1 || !course.beginsChained() || first() <= heard().begins()
        ? Optional.empty()
        : Optional.of("its lines before " + first() + " are missing and no purge says so");
  }

  /**
   * Lines that tell of a row and cannot be read, as a sentence.
   *
   * @throws IOException if a file cannot be read
   */
  public Optional<String> unreadableRows() throws IOException {
    long count = heard().unreadable();
    return count == 0
        ? Optional.empty()
        : Optional.of("lines of rows that cannot be read: " + count);
  }

  /**
   * The SHA-256 of each certificate that messages of ours were signed with.
   *
   * @throws IOException if a file cannot be read
   */
  public Set<String> signers() throws IOException {
    return heard().signers();
  }

  /**
   * The ids of messages and downloads whose files a purge is deleting, or was when it was cut off.
   *
   * @throws IOException if a file cannot be read
   */
  public Set<String> purging() throws IOException {
    return heard().purging();
  }

  /**
   * When Portage began to keep evidence in a home that held messages before; empty in one that
   * always did.
   *
   * @throws IOException if a file cannot be read
   */
  public Optional<Instant> evidenceSince() throws IOException {
    return heard().evidenceSince();
  }

  private Heard heard() throws IOException {
    if (heard.isEmpty()) {
      heard = Optional.of(Heard.of(course));
    }
    return heard.get();
  }

  /**
   * How many of the messages that nobody asked {@code witness} about this later journal still tells
   * of; a purge may have taken some away in between.
   *
   * @throws IOException if a file cannot be read
   */
  public long still(Witness witness) throws IOException {
    Set<Long> missed = witness.unaskedPrints(LOOKED_FOR);
    long rest = witness.unasked() - missed.size();
    return rest
        + Witness.of(course, id -> missed.contains(Fingerprint.of(id)), id -> false).unasked();
  }

  /** How many lines an export names by their hash only. */
  public long leftOut() {
    return course.leftOut();
  }

  /** What the purge of the lines before one says of itself. */
  static String purged(long first) {
    return PURGED.formatted(first);
  }

  /** The number of the first line, 0 if there is none. */
  public long first() {
    return course.begins();
  }

  /** The number of the last line, 0 if there is none. */
  public long last() {
    return course.last();
  }

  /** The hash that the next line would carry; it stands for every line there is. */
  public String link() {
    return course.link().orElse("");
  }

  /**
   * The facts of a few messages as this journal tells them.
   *
   * @throws IOException if a file cannot be read
   */
  public Map<String, Facts> facts(Set<String> ids) throws IOException {
    Recital recital = Recital.of(course, ids);
    Map<String, Facts> facts = new TreeMap<>();
    ids.forEach(id -> recital.facts(id).ifPresent(told -> facts.put(id, told)));
    return facts;
  }

  /**
   * What the journal says of some messages.
   *
   * @param downloads the answers that are compared with it too
   * @throws IOException if a file cannot be read
   */
  public Witness witness(Predicate<String> wanted, Predicate<String> downloads) throws IOException {
    return Witness.of(course, wanted, downloads);
  }

  /** The same of messages and of the answers they came in. */
  Witness witness(Predicate<String> wanted) throws IOException {
    return witness(wanted, id -> true);
  }
}
