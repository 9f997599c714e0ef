package ca.portage.gateway.pickup;

import ca.portage.gateway.Postponed;
import ca.portage.gateway.Workbench;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which dropped files are finished, and clears away what can never be one.
 *
 * <p>Before each look of the file consumer it lists the folder itself, because Camel's listing
 * follows links and passes over what it does not take for a file. A file is ready when a {@code
 * .done} marker stands beside it, or when it has not changed for the channel's quiet time
 * (reliability O0); an EDIFACT interchange without its end waits a little longer, then goes to
 * quarantine. Files whose names begin with a dot, or end in {@code .tmp}, {@code .part} or {@code
 * .filepart}, are somebody's unfinished work and are left alone.
 */
public final class Intake implements PollingConsumerPollStrategy, GenericFileFilter<File> {
  /** Ends the name of a marker file that says: the file of this name is finished. */
  static final String DONE_MARKER = ".done";

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration REST = Duration.ofMinutes(1);
  private static final int MAX_TOLD = 1000;
  private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".filepart");

  private final Workbench bench;
  private final DropFolder drop;
  private final Readiness readiness;
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Postponed resting;
  private boolean trouble;

  Intake(Workbench bench, DropFolder drop, Readiness readiness, Postponed resting) {
    this.resting = resting;
    this.bench = bench;
    this.drop = drop;
    this.readiness = readiness;
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    ready.clear();
    try {
      drop.prepare();
      requireSpace();
      look();
      trouble = false;
      return true;
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is, it must not pass: Camel's file consumer would end for ever (Guarded).
      tellOnce("no file is taken from " + drop.root() + ": " + e.getMessage());
      return false;
    }
  }

  private void requireSpace() throws IOException {
    Optional<String> obstacle = bench.obstacle();
    if (obstacle.isPresent()) {
      throw new IOException(obstacle.get());
    }
  }

  private void look() throws IOException {
    Set<String> seen = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(drop.root())) {
      for (Path entry : entries) {
        seen.add(entry.getFileName().toString());
        try {
          if (!resting.waits(entry.getFileName().toString())) {
            consider(entry, entry.getFileName().toString());
          }
        } catch (NoSuchFileException e) {
          LOG.debug("{} went away while it was looked at", SafeName.of(e.getFile()));
        } catch (IOException | RuntimeException | Error e) {
          // One entry that resists must not keep the others waiting.
          setAside(entry.getFileName().toString(), e);
        }
      }
    }
    readiness.keepOnly(seen);
  }

  private void consider(Path file, String name) throws IOException {
    boolean climbing = name.startsWith("..");
    if ((name.startsWith(".") && !climbing)
        || UNFINISHED.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)
        || isMarker(name)) {
      clearOrphan(file, name);
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      return;
    }
    Optional<String> refusal = refusal(attributes, name);
    if (refusal.isPresent()) {
      quarantine(file, refusal.get());
      return;
    }
    switch (readiness.of(file, attributes, marked(file, name, attributes))) {
      case READY -> ready.add(name);
      case INCOMPLETE ->
          quarantine(
              file,
              "the EDIFACT interchange does not end with a UNZ segment;"
                  + " it was dropped cut off, or is still being written");
      case WAITING -> LOG.trace("{} is not finished yet", name);
    }
  }

  private static boolean isMarker(String name) {
    return name.endsWith(DONE_MARKER) && name.length() > DONE_MARKER.length();
  }

  /** A marker counts for the file it was set for: one older than the file was set for another. */
  private static boolean marked(Path file, String name, BasicFileAttributes attributes)
      throws IOException {
    try {
      BasicFileAttributes marker =
          Files.readAttributes(
              file.resolveSibling(name + DONE_MARKER),
              BasicFileAttributes.class,
              LinkOption.NOFOLLOW_LINKS);
      return marker.size() == 0
          && marker.lastModifiedTime().compareTo(attributes.lastModifiedTime()) >= 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Takes away an empty marker whose file is gone, before it speaks for the next of that name. */
  private static void clearOrphan(Path marker, String name) throws IOException {
    if (isMarker(name) && !name.startsWith(".")) {
      String file = name.substring(0, name.length() - DONE_MARKER.length());
      if (Files.notExists(marker.resolveSibling(file), LinkOption.NOFOLLOW_LINKS)
          && Files.size(marker) == 0) {
        Files.deleteIfExists(marker);
      }
    }
  }

  private static Optional<String> refusal(BasicFileAttributes attributes, String name) {
    if (attributes.isSymbolicLink()) {
      return Optional.of("it is a symbolic link; links are never followed, drop the file itself");
    }
    if (!attributes.isRegularFile()) {
      return Optional.of("it is not a regular file (a pipe, a socket or a device)");
    }
    if (!SafeName.isSafe(name)) {
      return Optional.of(
          "its name holds \"..\", a control character or a character that is not allowed in a"
              + " file name everywhere; rename it");
    }
    return Optional.empty();
  }

  private void quarantine(Path file, String reason) throws IOException {
    String name = SafeName.of(file.getFileName().toString());
    drop.quarantine(
        file,
        reason,
        target ->
            bench
                .ledger()
                .alert(
                    bench.name(),
                    Optional.empty(),
                    name + " is not sent and goes to " + target + ": " + reason));
  }

  /** Leaves a file alone for a while that could not be moved, and says so when it begins. */
  void setAside(String name, Throwable cause) {
    resting.postpone(name, REST);
    String text =
        SafeName.of(name)
            + " cannot be moved out of the drop folder ("
            + cause.getClass().getSimpleName()
            + "); it is tried again every minute. Who owns it, and may Portage rename it?";
    if (told.add(text)) {
      bench.ledger().alert(bench.name(), Optional.empty(), text);
    }
    if (told.size() > MAX_TOLD) {
      told.clear();
    }
  }

  private void tellOnce(String text) {
    if (!trouble) {
      trouble = true;
      bench.ledger().alert(bench.name(), Optional.empty(), text);
    }
  }

  @Override
  public boolean accept(GenericFile<File> file) {
    return ready.contains(file.getFileNameOnly());
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    ready.clear();
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
    tellOnce("looking into " + drop.root() + " failed: " + cause.getMessage());
    return false;
  }
}
