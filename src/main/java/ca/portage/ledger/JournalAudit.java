package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Damage;
import ca.portage.ledger.journal.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A journal read from end to end: whether every line follows from the one before, and what it says
 * of the messages. Changes nothing; works beside a running service.
 */
public final class JournalAudit {
  private static final String PURGED = "the journal's lines before %d were removed";
  private static final Pattern BEGINS = Pattern.compile("lines before (\\d+) were removed");

  private final Course course;
  private final boolean wholeTail;

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
        Stream.concat(course.damages().stream(), course.breaks().stream()).map(JournalAudit::text);
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
   * Says why the first lines are missing, if no purge did it.
   *
   * @param purges the events of all purges
   */
  public Optional<String> unexplainedBeginning(List<Event> purges) {
    boolean explained =
        purges.stream()
            .flatMap(e -> BEGINS.matcher(e.reason()).results())
            .map(MatchResult::group)
            .map(text -> text.replaceAll("\\D", ""))
            .anyMatch(number -> first() <= Long.parseLong(number));
    return first() <= 1 || !course.beginsChained() || explained
        ? Optional.empty()
        : Optional.of("its lines before " + first() + " are missing and no purge says so");
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
   * @throws IOException if a file cannot be read
   */
  public Witness witness(Predicate<String> wanted) throws IOException {
    return Witness.of(course, wanted);
  }
}
