package ca.portage.ledger.journal;

import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.spool.Appending;
import ca.portage.spool.Durable;
import ca.portage.spool.ForceFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal to write to. Its lines are forced before the ledger commits, so after a crash it is
 * ahead by one group at most, and the ledger decides: what it does not hold is declared void by a
 * line, an unfinished last line is cut off.
 *
 * <p>Every call is made while the caller holds the ledger's write lock; that lock is what keeps two
 * processes from writing at once. One thread at a time.
 */
public final class Journal implements AutoCloseable {
  /** Small enough to look at with an editor, large enough that a folder of years lists quickly. */
  public static final long SEGMENT_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Path folder;
  private final long segmentBytes;
  private final Making making;
  private Optional<Appending> open = Optional.empty();
  private Mark known = Mark.NONE;
  private long end;
  private long last;
  private String link = Links.NONE;
  private long segment;
  private long voidFrom;
  private boolean spoiled;
  private boolean midGroup;
  private boolean wrote;

  /** Makes a segment's file; a test may make one on a disk that fails. */
  @FunctionalInterface
  public interface Making {
    /** Makes a new, empty file whose name is forced. */
    Appending make(Path file) throws IOException;
  }

  /** A journal in this folder, which is made when it is first written to. */
  public Journal(Path folder, long segmentBytes) {
    this(folder, segmentBytes, Appending::create);
  }

  /** A journal whose files are made this way. */
  public Journal(Path folder, long segmentBytes, Making making) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.making = making;
  }

  /**
   * Brings the journal to where the ledger is, if it is not there.
   *
   * @return false if the journal does not have what the ledger says it wrote, or the ledger never
   *     wrote any: a snapshot is to be the next thing written
   * @throws LedgerBehindException if the ledger is older than its journal
   */
  public boolean agree(Mark mark) throws IOException {
    if (!midGroup && open.isPresent() && mark.equals(known) && open.get().size() == end) {
      return mark.sequence() > 0;
    }
    abandon();
    midGroup = false;
    List<Path> segments = Segments.list(folder);
    Optional<Line> marked = Tail.marked(mark, segments);
    boolean held = marked.isPresent();
    Tail tail = Tail.behind(mark, marked, segments);
    if (tail.acknowledged() > mark.sequence()) {
      throw new LedgerBehindException(folder, mark.sequence(), tail.acknowledged());
    }
    known = mark;
    last = tail.last();
    link = held || mark.sequence() == 0 ? tail.link() : Links.NONE;
    voidFrom = held || mark.sequence() == 0 ? tail.rowsFrom() : 0;
    boolean usable = !segments.isEmpty() && !spoiled && !tail.damaged();
    if (usable && (held || mark.sequence() == 0)) {
      reopen(segments.get(segments.size() - 1), tail);
    }
    return held;
  }

  private void reopen(Path file, Tail tail) throws IOException {
    Appending appending = Appending.open(file);
    open = Optional.of(appending);
    if (tail.torn().isPresent()) {
      LOG.warn(
          "{}: its last line was unfinished when a process ended and is cut off at byte {}; nobody"
              + " was told that it was recorded",
          file,
          tail.tornAt());
      appending.cut(tail.tornAt());
    }
    segment = Segments.first(file);
    end = appending.size();
  }

  /** Begins a group of lines that are to count together. */
  public Group begin(Instant at) throws IOException {
    // What a group that fails has written by then is looked for, not written over.
    midGroup = true;
    LineBuffer lines = new LineBuffer(link);
    if (open.isEmpty() || end >= segmentBytes) {
      roll();
      lines.line(
          ++last,
          at,
          out -> {
            out.writeObjectFieldStart("head");
            out.writeNumberField("format", 2);
            out.writeEndObject();
          });
    }
    if (voidFrom > 0) {
      writeVoid(lines, at);
    }
    return new Group(this, lines, at, known.sequence(), last);
  }

  private void roll() throws IOException {
    abandon();
    Durable.folder(folder);
    segment = last + 1;
    Path file = Segments.file(folder, segment);
    while (Files.exists(file) && Files.size(file) > 0) {
      // Nothing in it can be read: its first number is passed over, and said to be void.
      voidFrom = voidFrom == 0 ? segment : voidFrom;
      last = segment++;
      file = Segments.file(folder, segment);
    }
    Durable.delete(file);
    open = Optional.of(making.make(file));
    end = 0;
    spoiled = false;
  }

  private void writeVoid(LineBuffer lines, Instant at) throws IOException {
    long to = last;
    LOG.warn(
        "{}: lines {} to {} were never committed by the ledger and are declared void; nobody was"
            + " told that they were recorded",
        folder,
        voidFrom,
        to);
    lines.line(
        ++last,
        at,
        out -> {
          out.writeObjectFieldStart("void");
          out.writeNumberField("after", known.sequence());
          out.writeNumberField("from", voidFrom);
          out.writeNumberField("to", to);
          out.writeEndObject();
        });
  }

  /** Adds to the end; nothing is safe before {@link #force}. */
  void write(LineBuffer lines) throws IOException {
    Appending appending = open.orElseThrow(() -> new IOException("the journal is not open"));
    boolean written = false;
    try {
      appending.write(lines.bytes(), 0, lines.size());
      end += lines.size();
      written = true;
    } finally {
      if (!written) {
        abandon();
      }
    }
  }

  @DurableSteps({CrashPoint.JOURNAL_WRITTEN, CrashPoint.JOURNAL_FORCED})
  Mark force(long sequence, String reached) throws IOException {
    CrashPoint.JOURNAL_WRITTEN.reached();
    try {
      open.orElseThrow(() -> new IOException("the journal is not open")).force();
    } catch (ForceFailedException e) {
      spoiled = true;
      abandon();
      throw e;
    }
    CrashPoint.JOURNAL_FORCED.reached();
    last = sequence;
    link = reached;
    voidFrom = 0;
    midGroup = false;
    wrote = true;
    known = new Mark(sequence, segment, end);
    return known;
  }

  /**
   * Notes that the ledger holds everything up to its mark, so that an old copy put in its place is
   * known for one however little it lacks.
   */
  public void closing(Instant at, Mark mark) throws IOException {
    if (wrote && agree(mark)) {
      LineBuffer lines = new LineBuffer(link);
      lines.line(
          ++last,
          at,
          out -> {
            out.writeObjectFieldStart("closed");
            out.writeNumberField("after", mark.sequence());
            out.writeEndObject();
          });
      write(lines);
      open.orElseThrow().force();
      link = lines.link();
    }
  }

  /** True if a journal was ever written here. */
  public static boolean exists(Path folder) throws IOException {
    return !Segments.list(folder).isEmpty();
  }

  private void abandon() throws IOException {
    Optional<Appending> old = open;
    open = Optional.empty();
    if (old.isPresent()) {
      old.get().close();
    }
  }

  @Override
  public void close() throws IOException {
    abandon();
  }
}
