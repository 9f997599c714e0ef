package ca.portage.ledger.journal;

import ca.portage.spool.Appending;
import ca.portage.spool.Durable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The lines of a journal that prove some rows. Between them the lines about others are told by
 * their digest only, so that the chain of hashes can be followed and nobody's business is told.
 */
public final class Excerpt {
  private final List<Path> segments;
  private final Predicate<Line> about;
  private final long limit;
  private long first;
  private long commit;
  private long end;

  /**
   * What was written.
   *
   * @param first number of the first line
   * @param last number of the last line
   * @param link the hash that stands for all of them
   */
  public record Written(long first, long last, String link) {}

  private Excerpt(List<Path> segments, Predicate<Line> about, long limit) {
    this.segments = segments;
    this.about = about;
    this.limit = limit;
  }

  /**
   * Writes an excerpt, of what the ledger holds.
   *
   * @param journal the folder to read
   * @param folder the folder to write into, which is empty
   * @param about whether a row's line is to be told in full
   * @param ledger where the ledger is in the journal
   * @return nothing if the journal has no such line
   * @throws IOException if a file cannot be read or written
   */
  public static Optional<Written> write(
      Path journal, Path folder, Predicate<Line> about, Mark ledger) throws IOException {
    Excerpt excerpt = new Excerpt(Segments.list(journal), about, ledger.sequence());
    excerpt.measure();
    return excerpt.first == 0 ? Optional.empty() : Optional.of(excerpt.copy(folder));
  }

  private boolean told(Line line) {
    return line.table().isPresent() && about.test(line);
  }

  private void measure() throws IOException {
    for (Path segment : segments) {
      try (SegmentLines lines = new SegmentLines(segment, 0)) {
        while (lines.next()) {
          lines.line().filter(line -> line.sequence() <= limit).ifPresent(this::measure);
        }
      }
    }
  }

  private void measure(Line line) {
    if (told(line)) {
      first = first == 0 ? line.sequence() : first;
      commit = 0;
      end = line.sequence();
    } else if (first > 0 && commit == 0 && line.committed().isPresent()) {
      commit = line.sequence();
      end = commit;
    } else if (commit > 0 && end == commit && line.after().filter(a -> a >= commit).isPresent()) {
      end = line.sequence();
    }
  }

  private Written copy(Path folder) throws IOException {
    ChainCheck chain = new ChainCheck();
    Durable.folder(folder);
    for (Path segment : segments) {
      Optional<OutputStream> out = Optional.empty();
      try (SegmentLines lines = new SegmentLines(segment, 0)) {
        while (lines.next()) {
          Optional<Line> line = lines.line().filter(l -> within(l.sequence()));
          if (line.isPresent()) {
            out = Optional.of(out.isPresent() ? out.get() : open(folder, line.get()));
            boolean full = !line.get().ofRow() || told(line.get());
            out.get().write(full ? lines.bytes() : line.get().withoutWords());
            out.get().write('\n');
            chain.look(line.get(), segment.toString(), false);
          }
        }
      } finally {
        if (out.isPresent()) {
          out.get().close();
        }
      }
    }
    return new Written(first, end, chain.link().orElse(""));
  }

  private boolean within(long sequence) {
    return sequence >= first && sequence <= end;
  }

  private static OutputStream open(Path folder, Line line) throws IOException {
    Appending file = Appending.create(Segments.file(folder, line.sequence()));
    OutputStream forced =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            try (file) {
              file.force();
            }
          }
        };
    return new BufferedOutputStream(forced, 1 << 16);
  }
}
