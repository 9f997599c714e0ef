package ca.portage.gateway.pickup;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.spool.Durable;
import ca.portage.spool.Probe;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The folders of one drop folder: what waits, what is claimed, what is quarantined.
 *
 * <p>All three lie in the drop folder's own file system, so a claim is one atomic rename that only
 * one claimer can win (reliability O1).
 */
final class DropFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final Path root;
  private final Clock clock;
  private final Set<Path> told = ConcurrentHashMap.newKeySet();

  DropFolder(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  Path root() {
    return root;
  }

  Path quarantine() {
    return root.resolve("quarantine");
  }

  private Path claims() {
    return root.resolve(".portage").resolve("claimed");
  }

  /** Makes the folders. */
  void prepare() throws IOException {
    Files.createDirectories(claims());
    Files.createDirectories(quarantine());
  }

  /**
   * Takes a file out of the drop folder for the message {@code id}.
   *
   * @throws NoSuchFileException if somebody else took it first
   */
  Path claim(String id, Path file) throws IOException {
    Path folder = claims().resolve(id);
    Durable.folder(folder);
    Path claimed = folder.resolve(file.getFileName());
    try {
      Durable.move(file, claimed);
    } catch (IOException e) {
      Files.deleteIfExists(folder);
      throw e;
    }
    Path marker = file.resolveSibling(file.getFileName() + Intake.DONE_MARKER);
    if (Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS) && Files.size(marker) == 0) {
      Files.deleteIfExists(marker);
    }
    return claimed;
  }

  /** The ids whose claimed files are still here; a probe of the self-test is no claim. */
  List<String> claimedIds() throws IOException {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(claims(), entry -> !Probe.is(entry))) {
      folders.forEach(folder -> ids.add(folder.getFileName().toString()));
    }
    return ids;
  }

  /** The claimed file of {@code id}, if it is still here. */
  Optional<Path> claimed(String id) throws IOException {
    Path folder = claims().resolve(id);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * Deletes the claimed file of a message that is proved delivered, if it is what was sent.
   *
   * @return where the file is now if it is not: somebody wrote on into it after it was taken
   */
  @DurableSteps(CrashPoint.CLAIM_FORGOTTEN)
  Optional<Path> forget(String id, Optional<String> sentSha256, Consumer<Path> tell)
      throws IOException {
    Optional<Path> file = claimed(id);
    Optional<Path> kept = Optional.empty();
    if (file.isPresent()) {
      boolean sent =
          sentSha256.isPresent()
              && Sha256.of(Content.of(file.get())).sha256Hex().equals(sentSha256.get());
      if (sent) {
        Files.deleteIfExists(file.get());
      } else {
        kept =
            Optional.of(
                quarantine(
                    file.get(),
                    "it was changed after it was taken; what was sent is its earlier content, kept"
                        + " as spool/out/"
                        + id
                        + "/payload. Was it dropped before it was finished?",
                    tell));
      }
    }
    CrashPoint.CLAIM_FORGOTTEN.reached();
    Files.deleteIfExists(claims().resolve(id));
    return kept;
  }

  /** Removes the empty folder of a claim whose file went elsewhere. */
  void close(String id) throws IOException {
    Files.deleteIfExists(claims().resolve(id));
  }

  /**
   * Moves a file to the quarantine folder with a reason file beside it. The reason is written
   * first: a crash between the two leaves a reason without a file, never a file without a reason.
   * An admin is told before the move, because nothing would say after a crash that nobody was; told
   * twice is better than never. A move that fails again and again is told once a run.
   *
   * @return where the file is now
   */
  Path quarantine(Path file, String reason, Consumer<Path> tell) throws IOException {
    String name = file.getFileName().toString();
    Path target = free(SafeName.isSafe(name) ? name : SafeName.of(name));
    String text =
        "file:   "
            + SafeName.of(name)
            + "\ntime:   "
            + clock.instant()
            + "\nreason: "
            + reason
            + "\n\nNothing of this file was sent. Mend it and drop it again under a new name,"
            + " or delete both files.\n";
    Durable.writeOver(
        target.resolveSibling(target.getFileName() + ".reason.txt"),
        Content.of(text.getBytes(StandardCharsets.UTF_8)));
    if (told.add(target)) {
      tell.accept(target);
    }
    Durable.move(file, target);
    told.remove(target);
    return target;
  }

  private Path free(String name) {
    String fitting = name.getBytes(StandardCharsets.UTF_8).length > 200 ? SafeName.of(name) : name;
    Path target = quarantine().resolve(fitting);
    for (int n = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
      target = quarantine().resolve(STAMP.format(clock.instant()) + "-" + n + "-" + fitting);
    }
    return target;
  }
}
