package ca.portage.ledger.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journal read from its first line to its last: which lines count, what is damaged, and where a
 * ledger that holds all of it stands. Reads the files twice and keeps nothing of their content.
 */
public final class Course {
  private final List<Path> segments;
  private final Survey survey;
  private Mark mark = Mark.NONE;

  private Course(List<Path> segments, Survey survey) {
    this.segments = segments;
    this.survey = survey;
  }

  /** Takes a line that counts. */
  @FunctionalInterface
  public interface Taker {
    /** The line of a row, in the order of the journal. */
    void take(Line line) throws IOException;
  }

  /**
   * Reads the journal in a folder; an absent one has no lines.
   *
   * @throws IOException if a file cannot be read
   */
  public static Course of(Path folder) throws IOException {
    return of(folder, false, 0);
  }

  /**
   * Reads the journal as far as a ledger holds it: what is behind that may never be committed.
   *
   * @throws IOException if a file cannot be read
   */
  public static Course of(Path folder, Mark ledger) throws IOException {
    return of(folder, false, ledger.sequence());
  }

  /**
   * Reads the part of a journal that an export holds: it begins anywhere, and of lines about other
   * messages it tells the digest only.
   *
   * @throws IOException if a file cannot be read
   */
  public static Course ofExcerpt(Path folder) throws IOException {
    return of(folder, true, 0);
  }

  private static Course of(Path folder, boolean excerpt, long held) throws IOException {
    List<Path> segments = Segments.list(folder);
    Survey survey = new Survey(excerpt);
    for (Path segment : segments) {
      survey.look(segment);
    }
    survey.end(held);
    return new Course(segments, survey);
  }

  /** Gives every row's line that counts, beginning with the last snapshot. */
  public void forEach(Taker taker) throws IOException {
    Ranges.Walk counting = survey.ranges().walk();
    for (Path segment : segments) {
      try (SegmentLines lines = new SegmentLines(segment, 0)) {
        while (lines.next()) {
          Optional<Line> line = lines.line();
          if (line.isPresent()) {
            take(segment, line.get(), lines.end(), counting, taker);
          }
        }
      }
    }
  }

  private void take(Path segment, Line line, long end, Ranges.Walk counting, Taker taker)
      throws IOException {
    if (line.sequence() == survey.ranges().top()) {
      mark = new Mark(line.sequence(), Segments.first(segment), end);
    }
    if (line.sequence() >= survey.from()
        && line.table().isPresent()
        && counting.contains(line.sequence())) {
      taker.take(line);
    }
  }

  /** Where a ledger with these rows stands; known after {@link #forEach}. */
  public Mark mark() {
    return mark;
  }

  /** True if the journal has the line the ledger says it wrote last, or it never wrote one. */
  public boolean holds(Mark ledger) throws IOException {
    return ledger.sequence() == 0 || Tail.marked(ledger, segments).isPresent();
  }

  /** True if the first line carries the hash of one before. */
  public boolean beginsChained() {
    return survey.beginsChained();
  }

  /** How many segments there are. */
  public int segments() {
    return segments.size();
  }

  /** The number of the first line; more than 1 if what came before was purged. */
  public long begins() {
    return survey.begins();
  }

  /** The files of which every line is older than {@code before}; never the last one. */
  public List<Path> older(Instant before) throws IOException {
    List<Path> old = new ArrayList<>();
    for (int i = 0; i + 1 < segments.size() && newest(segments.get(i)).isBefore(before); i++) {
      old.add(segments.get(i));
    }
    return old;
  }

  /** True if a later snapshot tells every row this file did. */
  public boolean toldAgain(Path segment) {
    int next = segments.indexOf(segment) + 1;
    return next < segments.size() && Segments.first(segments.get(next)) <= survey.from();
  }

  /** The number of the first line behind a file that is not the last. */
  public long firstAfter(Path segment) {
    return Segments.first(segments.get(segments.indexOf(segment) + 1));
  }

  private static Instant newest(Path segment) throws IOException {
    Instant newest = Instant.MIN;
    try (SegmentLines lines = new SegmentLines(segment, 0)) {
      while (lines.next()) {
        newest = lines.line().map(Line::at).orElse(newest);
      }
    }
    return newest;
  }

  /** What is not as it was written, in the order of the journal. */
  public List<Damage> damages() {
    return survey.damages();
  }

  /** Where a line was changed, put in or taken out since it was written. */
  public List<Damage> breaks() {
    return survey.breaks();
  }

  /** Ends of files that no process left so. */
  public List<Damage> torn() {
    return survey.torn();
  }

  /** The hash that ties all lines together, for the next line to carry; empty if there is none. */
  public Optional<String> link() {
    return survey.link();
  }

  /** The number of the last whole line; 0 if there is none. */
  public long last() {
    return survey.last();
  }

  /** How many lines an export names by their digest only. */
  public long leftOut() {
    return survey.leftOut();
  }

  /** Lines from here on lack nothing between them; 0 if nothing is damaged that matters. */
  public long soundFrom() {
    return survey.soundFrom();
  }

  /** Whole lines at the end that no commit covers: a process ended while it wrote them. */
  public long unfinished() {
    return survey.unfinished();
  }
}
