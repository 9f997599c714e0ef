package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is being worked on, told to the next start: a message that ends the process each time it is
 * touched, by a full heap or a fault of the Java machine, is recognised by the marks it leaves.
 *
 * <p>{@code deadly/ID.work} stands while ID is worked on; a start that finds one counts a death in
 * {@code deadly/ID.deaths}; work that comes to an end clears both. The marks are not forced: they
 * outlive a process, and a power cut is no message's fault.
 */
public final class WorkMarks {
  /** Deaths after which it is no chance. */
  public static final int LIMIT = 3;

  /** How long something that may not be held is left alone after such a death. */
  public static final Duration REST = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(WorkMarks.class);
  private static final String WORK = ".work";
  private static final String DEATHS = ".deaths";
  private static final int MAX_COUNT_BYTES = 9;

  private final Path folder;
  private final LongSupplier nanoTime;
  private final Map<String, Integer> deaths = new ConcurrentHashMap<>();
  private final Map<String, Long> restUntil = new ConcurrentHashMap<>();

  private WorkMarks(Path folder, LongSupplier nanoTime) {
    this.folder = folder;
    this.nanoTime = nanoTime;
  }

  /**
   * Opens the marks of a spool and counts the deaths the last process left.
   *
   * @throws IOException if the folder cannot be made or read
   */
  static WorkMarks open(Path folder, Clock clock, LongSupplier nanoTime) throws IOException {
    Durable.folder(folder);
    WorkMarks marks = new WorkMarks(folder, nanoTime);
    for (String id : marks.ids(DEATHS)) {
      marks.deaths.put(id, marks.read(id));
    }
    for (String id : marks.ids(WORK)) {
      marks.deaths.merge(id, 1, Integer::sum);
      marks.write(id);
      Files.deleteIfExists(marks.file(id, WORK));
    }
    for (String id : marks.deadly()) {
      marks.rest(id, marks.left(id, clock.instant()));
    }
    return marks;
  }

  /** The rest begins with the death: starts that follow each other quickly do not prolong it. */
  private Duration left(String id, Instant now) throws IOException {
    Instant death = Files.getLastModifiedTime(file(id, DEATHS)).toInstant();
    Duration left = REST.minus(Duration.between(death, now));
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(REST) > 0 ? REST : left;
  }

  /** Work on {@code id} begins. */
  public void begin(String id) {
    try {
      Files.createFile(file(id, WORK), Modes.file(folder));
    } catch (FileAlreadyExistsException e) {
      LOG.trace("{} is marked already", id);
    } catch (IOException e) {
      // Without its mark only a death of the process would go uncounted; the work itself goes on.
      LOG.debug("{} could not be marked as being worked on", id, e);
    }
  }

  /** Work on {@code id} has come to an end, good or bad, and the process lives. */
  public void end(String id) {
    try {
      Files.deleteIfExists(file(id, WORK));
      if (deaths.remove(id) != null) {
        Files.deleteIfExists(file(id, DEATHS));
      }
    } catch (IOException e) {
      LOG.debug("the mark of {} stays until the next start", id, e);
    }
  }

  /** Counts its deaths no more: it is held, and whoever releases it gives it new tries. */
  public void forget(String id) {
    restUntil.remove(id);
    end(id);
  }

  /** What the process ended over {@link #LIMIT} times or more, in the order of the ids. */
  public Set<String> deadly() {
    Set<String> ids = new TreeSet<>();
    deaths.forEach(
        (id, count) -> {
          if (count >= LIMIT) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** How often the process ended over {@code id}, one life after the other. */
  public int deaths(String id) {
    return deaths.getOrDefault(id, 0);
  }

  /** Leaves {@code id} alone for {@link #REST}. */
  public void rest(String id) {
    rest(id, REST);
  }

  private void rest(String id, Duration duration) {
    restUntil.put(id, nanoTime.getAsLong() + duration.toNanos());
  }

  /** Whether {@code id} is left alone now. */
  public boolean rests(String id) {
    Long until = restUntil.get(id);
    if (until == null) {
      return false;
    }
    if (nanoTime.getAsLong() - until < 0) {
      return true;
    }
    restUntil.remove(id);
    return false;
  }

  /** A stop that was asked for is nobody's death. */
  void stop() throws IOException {
    for (String id : ids(WORK)) {
      Files.deleteIfExists(file(id, WORK));
    }
  }

  private Path file(String id, String ending) {
    return folder.resolve(Spool.checked(id) + ending);
  }

  private Set<String> ids(String ending) throws IOException {
    Set<String> ids = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        ids.add(name.substring(0, name.length() - ending.length()));
      }
    }
    return ids;
  }

  private int read(String id) throws IOException {
    byte[] bytes = Content.of(file(id, DEATHS)).toBytes(MAX_COUNT_BYTES);
    String text = new String(bytes, StandardCharsets.US_ASCII).strip();
    return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0;
  }

  private void write(String id) throws IOException {
    String count = Integer.toString(deaths(id));
    Durable.writeOver(file(id, DEATHS), Content.of(count.getBytes(StandardCharsets.US_ASCII)));
  }
}
