package ca.portage.ledger.journal;

import java.io.IOException;
import java.nio.file.Path;
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
    List<Path> segments = Segments.list(folder);
    Survey survey = new Survey();
    for (Path segment : segments) {
      survey.look(segment);
    }
    survey.end();
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

  /** How many segments there are. */
  public int segments() {
    return segments.size();
  }

  /** What is not as it was written, in the order of the journal. */
  public List<Damage> damages() {
    return survey.damages();
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
