package ca.portage.ledger.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One pass over all lines. The end of each group says after which line the ledger stood when it was
 * written; what lies between that line and the group was never committed.
 */
final class Survey {
  private final Ranges ranges = new Ranges();
  private final List<Gap> gaps = new ArrayList<>();
  private final Deque<Long> snapshots = new ArrayDeque<>();
  private final Deque<Long> snapshotEnds = new ArrayDeque<>();
  private long begins;
  private long last;
  private long unfinished;
  private String unreadable = "";
  private long soundFrom;
  private List<Damage> damages = List.of();
  private final ChainCheck chain = new ChainCheck();
  private final boolean excerpt;
  private final List<Damage> torn = new ArrayList<>();
  private boolean beginsChained;
  private long leftOut;

  /**
   * Begins a pass.
   *
   * @param excerpt true for lines taken out of a journal, some of them without what they say
   */
  Survey(boolean excerpt) {
    this.excerpt = excerpt;
  }

  /** Numbers that are missing before a line; not known yet whether any of them counted. */
  private record Gap(long from, long to, String place, String text) {}

  void look(Path file) throws IOException {
    long number = 0;
    try (SegmentLines lines = new SegmentLines(file, 0)) {
      while (lines.next()) {
        number++;
        String place = file.getFileName() + " line " + number;
        Optional<Line> line = lines.line().filter(l -> excerpt || !l.leftOut());
        if (line.isPresent()) {
          add(line.get(), place);
        } else if (!lines.terminated()) {
          torn(lines.bytes(), place);
        } else if (unreadable.isEmpty()) {
          unreadable = place;
        }
      }
    }
  }

  /**
   * The end of a file without a line feed: in a home the beginning of the next line, which a
   * process is writing or was when it ended; anything else was put there, and so was any in an
   * export.
   */
  private void torn(byte[] bytes, String place) {
    byte[] next = "{\"seq\":%d,\"at\":\"".formatted(last + 1).getBytes(StandardCharsets.US_ASCII);
    int shared = Math.min(next.length, bytes.length);
    boolean begun = Arrays.equals(next, 0, shared, bytes, 0, shared);
    boolean never = new String(bytes, StandardCharsets.ISO_8859_1).chars().allMatch(b -> b == 0);
    boolean ended = Line.read(bytes, bytes.length - 1).isPresent();
    if (excerpt || ended || !begun && !never) {
      torn.add(new Damage(place, "it has no end, and is not what a process leaves that ends"));
    }
  }

  private void add(Line line, String place) {
    long sequence = line.sequence();
    if (sequence <= last) {
      gaps.add(new Gap(sequence, sequence, place, "line " + sequence + " comes a second time"));
      return;
    }
    chain.look(line, place, begins > 0 && sequence > last + 1);
    if (begins == 0) {
      begins = sequence;
      beginsChained = line.prev().isPresent();
    } else if (sequence > last + 1) {
      lack(last + 1, sequence - 1, place);
    }
    unreadable = "";
    last = sequence;
    leftOut += line.leftOut() ? 1 : 0;
    unfinished = line.ofRow() ? unfinished + 1 : 0;
    line.voidTo().ifPresent(to -> forgive(line.after().orElse(0L), to));
    line.after().ifPresent(this::held);
    line.committed().ifPresent(lines -> commit(line, lines));
  }

  private void lack(long from, long to, String place) {
    String missing =
        from == to
            ? "line " + from + " is missing"
            : "lines " + from + " to " + to + " are missing";
    gaps.add(
        unreadable.isEmpty()
            ? new Gap(from, to, "before " + place, missing)
            : new Gap(from, to, unreadable, "not as it was written: " + missing));
  }

  /** A file given up after a failed force may lack lines that were declared void since. */
  private void forgive(long after, long to) {
    gaps.removeIf(gap -> gap.from() > after && gap.to() <= to);
  }

  private void held(long after) {
    ranges.held(after);
    while (!snapshotEnds.isEmpty() && snapshotEnds.getLast() > after) {
      snapshotEnds.removeLast();
      snapshots.removeLast();
    }
  }

  private void commit(Line line, long lines) {
    long from = line.sequence() - lines;
    ranges.add(from, line.sequence());
    if (line.snapshot()) {
      snapshots.addLast(from);
      snapshotEnds.addLast(line.sequence());
    }
  }

  /**
   * After the last segment: damage before the last whole snapshot does not matter any more.
   *
   * @param ledger the last line that the ledger holds, 0 if that is not known
   */
  void end(long ledger) {
    if (ledger > 0) {
      held(ledger);
    }
    if (!unreadable.isEmpty()) {
      gaps.add(new Gap(last + 1, last + 1, unreadable, "the end of the journal cannot be read"));
    }
    while (!snapshots.isEmpty() && lacking(snapshots.getLast(), snapshotEnds.getLast())) {
      snapshots.removeLast();
      snapshotEnds.removeLast();
    }
    if (last > 0 && snapshots.isEmpty() && !excerpt) {
      String text = "no whole snapshot is left to begin with; it begins at line " + begins;
      gaps.add(new Gap(1, 1, "the journal", text));
    }
    damages = gaps.stream().map(gap -> new Damage(gap.place(), gap.text())).toList();
    soundFrom =
        gaps.stream()
            .filter(gap -> snapshots.isEmpty() || gap.to() > from())
            .mapToLong(gap -> gap.to() + 1)
            .max()
            .orElse(0);
  }

  private boolean lacking(long from, long to) {
    return gaps.stream().anyMatch(gap -> gap.to() >= from && gap.from() <= to);
  }

  /** The first line there is; lines before it were purged, or never kept. */
  long begins() {
    return begins;
  }

  /** True if the first line carries the hash of one before. */
  boolean beginsChained() {
    return beginsChained;
  }

  /** The last whole line. */
  long last() {
    return last;
  }

  Ranges ranges() {
    return ranges;
  }

  /** The first line of the last whole snapshot. */
  long from() {
    return snapshots.isEmpty() ? 0 : snapshots.getLast();
  }

  List<Damage> damages() {
    return damages;
  }

  /** Ends of files that no process left so. */
  List<Damage> torn() {
    return torn;
  }

  /** Where the chain of hashes breaks. */
  List<Damage> breaks() {
    return chain.breaks();
  }

  /** What ties the next line to all these. */
  Optional<String> link() {
    return chain.link();
  }

  /** How many lines an export names by their digest only. */
  long leftOut() {
    return leftOut;
  }

  long soundFrom() {
    return soundFrom;
  }

  long unfinished() {
    return unfinished;
  }
}
