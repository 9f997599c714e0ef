package ca.portage.gateway.pickup;

import ca.portage.content.Content;
import ca.portage.ediint.EdifactEnvelope;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Remembers when each waiting file was last seen to change. Time is monotonic: neither a clock that
 * jumps nor a copy that keeps its old time makes a half-written file look finished.
 */
final class Readiness {
  /** How long an interchange without its end may stay unchanged before it counts as cut off. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What a waiting file is. */
  enum State {
    WAITING,
    READY,
    INCOMPLETE
  }

  private record Seen(long sizeBytes, FileTime modified, Object key, long sinceNanos) {
    boolean same(BasicFileAttributes now) {
      return sizeBytes == now.size()
          && modified.equals(now.lastModifiedTime())
          && java.util.Objects.equals(key, now.fileKey());
    }
  }

  private final Duration quiet;
  private final LongSupplier nanoTime;
  private final Map<String, Seen> files = new HashMap<>();

  Readiness(Duration quiet, LongSupplier nanoTime) {
    this.quiet = quiet;
    this.nanoTime = nanoTime;
  }

  /** The state of a regular file as it looks now. */
  State of(Path file, BasicFileAttributes attributes, boolean marked) throws IOException {
    if (marked) {
      return State.READY;
    }
    long now = nanoTime.getAsLong();
    String name = file.getFileName().toString();
    Seen seen = files.get(name);
    if (seen == null || !seen.same(attributes)) {
      files.put(
          name,
          new Seen(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), now));
      return quiet.isZero() ? finished(file, 0) : State.WAITING;
    }
    long unchangedNanos = now - seen.sinceNanos();
    return unchangedNanos < quiet.toNanos() ? State.WAITING : finished(file, unchangedNanos);
  }

  private State finished(Path file, long unchangedNanos) {
    if (complete(file)) {
      return State.READY;
    }
    return unchangedNanos < quiet.plus(PATIENCE).toNanos() ? State.WAITING : State.INCOMPLETE;
  }

  /**
   * Any UNZ at the end will do: a file may hold several interchanges, each with its own reference.
   */
  private static boolean complete(Path file) {
    try {
      return EdifactEnvelope.read(Content.of(file)).map(e -> e.trailer().isPresent()).orElse(true);
    } catch (IOException e) {
      // Whoever claims it meets the same trouble and says what it is.
      return true;
    }
  }

  /** Forgets the files that are no longer there. */
  void keepOnly(Set<String> names) {
    files.keySet().retainAll(names);
  }
}
