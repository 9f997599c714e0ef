package ca.portage.ledger.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What lies in the journal behind the place where the ledger stands: after a crash between force
 * and commit one group, which nobody was told of; behind an old copy of a ledger much more.
 */
final class Tail {
  /** Longer than the end of any group, which is what a mark points at. */
  private static final int LAST_LINE_BYTES = 4096;

  private long last;
  private long rowsFrom;
  private boolean damaged;
  private long acknowledged;
  private Optional<Path> tornFile = Optional.empty();
  private long tornAt;
  private String link;

  private Tail(long last, String link) {
    this.last = last;
    this.link = link;
  }

  /** The line the ledger says it wrote last, if the journal has it where it says. */
  static Optional<Line> marked(Mark mark, List<Path> segments) throws IOException {
    Optional<Path> file =
        segments.stream().filter(f -> Segments.first(f) == mark.segment()).findFirst();
    if (mark.sequence() == 0 || file.isEmpty() || Files.size(file.get()) < mark.bytes()) {
      return Optional.empty();
    }
    Optional<Line> found = Optional.empty();
    try (SegmentLines lines =
        new SegmentLines(file.get(), Math.max(0, mark.bytes() - LAST_LINE_BYTES))) {
      while (lines.end() < mark.bytes() && lines.next()) {
        found =
            lines.end() == mark.bytes()
                ? lines.line().filter(l -> l.sequence() == mark.sequence())
                : Optional.empty();
      }
    }
    return found;
  }

  /** Looks at everything behind the marked line, or in its segment, and at the segments after. */
  static Tail behind(Mark mark, Optional<Line> marked, List<Path> segments) throws IOException {
    long bytes = marked.isPresent() ? mark.bytes() : 0;
    Tail tail = new Tail(mark.sequence(), marked.map(Line::link).orElse(Links.NONE));
    for (Path file : segments) {
      long first = Segments.first(file);
      if (first >= mark.segment()) {
        tail.last = Math.max(tail.last, first - 1);
        tail.look(file, first == mark.segment() ? bytes : 0);
      }
    }
    return tail;
  }

  private void look(Path file, long from) throws IOException {
    damaged |= tornFile.isPresent();
    try (SegmentLines lines = new SegmentLines(file, from)) {
      while (lines.next()) {
        if (lines.line().isPresent()) {
          damaged |= tornFile.isPresent();
          add(lines.line().get());
        } else if (tornFile.isEmpty()) {
          tornFile = Optional.of(file);
          tornAt = lines.start();
        }
      }
    }
  }

  private void add(Line line) {
    last = Math.max(last, line.sequence());
    if (rowsFrom == 0 && line.ofRow()) {
      rowsFrom = line.sequence();
    } else if (rowsFrom == 0) {
      link = line.link();
    }
    acknowledged = Math.max(acknowledged, line.after().orElse(0L));
  }

  /** The highest number in use. */
  long last() {
    return last;
  }

  /** The link of the last line that nobody may declare void. */
  String link() {
    return link;
  }

  /** The first line that only a commit of the ledger could make count, 0 if there is none. */
  long rowsFrom() {
    return rowsFrom;
  }

  /** What the ledger once held for certain, as a later line says. */
  long acknowledged() {
    return acknowledged;
  }

  /** True if something is wrong before the last whole line: a crash does not do that. */
  boolean damaged() {
    return damaged;
  }

  /** The file whose end a crash left unfinished. */
  Optional<Path> torn() {
    return damaged ? Optional.empty() : tornFile;
  }

  /** Where the unfinished end begins. */
  long tornAt() {
    return tornAt;
  }
}
