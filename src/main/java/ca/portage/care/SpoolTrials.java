package ca.portage.care;

import ca.portage.config.Home;
import ca.portage.spool.ForceFailedException;
import ca.portage.spool.Probe;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The trials of the spool, or of the home's root before the first start has made one. */
final class SpoolTrials {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Home home;
  private final boolean made;
  private final Path folder;

  SpoolTrials(Home home) {
    this.home = home;
    this.made = Files.isDirectory(home.spool());
    this.folder = made ? home.spool() : home.root();
  }

  Trial force() {
    try {
      Spool.requireLocal(folder);
      Probe.across(folder, folder);
      String done =
          "%s (%s): wrote, forced, renamed and deleted a file, forced the folder"
              .formatted(shown(), Files.getFileStore(folder).type());
      return Trial.ok(
          SelfTest.SPOOL, made ? done : done + "; the first run makes spool/, mode 0700");
    } catch (IOException e) {
      return Trial.fail(SelfTest.SPOOL, shown() + ": " + Reasons.of(e), advice(e));
    }
  }

  /** A disk that breaks is no matter of folders and rights. */
  static String advice(IOException cause) {
    if (cause instanceof ForceFailedException) {
      return "the disk does not keep what is written: see the system log and the disk's own report,"
          + " and move the home before anything else is sent; what is in the spool is as it was";
    }
    return "the home must be on a local disk, and the user that runs Portage must be able to write,"
        + " rename and delete there";
  }

  Trial modes() throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Trial.ok(
          SelfTest.MODES,
          "this system has none; give the home to the service's account by access list");
    }
    List<Path> open = made ? open() : List.of();
    if (!open.isEmpty()) {
      String text =
          "others may look into " + open.stream().map(home::show).collect(Collectors.joining(", "));
      String action = "chmod -R go= " + home.spool() + " (customs data is nobody else's)";
      return open.stream().anyMatch(this::holdsCustomsData)
          ? Trial.fail(SelfTest.MODES, text, action)
          : Trial.warn(SelfTest.MODES, text, action);
    }
    return made
        ? Trial.ok(SelfTest.MODES, "spool and what is in it are their owner's alone")
        : Trial.ok(SelfTest.MODES, "kept by this file system; the first run sets them");
  }

  /**
   * The spool's root, the ledger and every folder; the service does not start on them then. A file
   * that somebody left there is no reason to stand still.
   */
  private boolean holdsCustomsData(Path open) {
    return Files.isDirectory(open, LinkOption.NOFOLLOW_LINKS) || open.equals(home.ledger());
  }

  /** The spool's root and what lies directly in it: nobody passes a root that is 0700. */
  private List<Path> open() throws IOException {
    List<Path> open = new ArrayList<>();
    if (forOthers(folder)) {
      open.add(folder);
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, entry -> !Probe.is(entry))) {
      for (Path entry : entries) {
        if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS) && forOthers(entry)) {
          open.add(entry);
        }
      }
    }
    return open;
  }

  private static boolean forOthers(Path path) throws IOException {
    return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
        .anyMatch(OTHERS::contains);
  }

  /** The lock itself is never tried: a start in the same moment would find it taken. */
  Trial lock(Optional<Long> owner) {
    try {
      Probe.lock(folder);
    } catch (IOException e) {
      return Trial.fail(
          "lock",
          "no lock could be taken on a file in " + shown() + ": " + Reasons.of(e),
          "without locks two services could send the same message; put the home on a local disk");
    }
    return Trial.ok(
        "lock",
        owner
            .map(
                pid ->
                    pid == ProcessHandle.current().pid()
                        ? "held by this process"
                        : "held by process "
                            + pid
                            + ", the running service; that is as it should be")
            .orElse("free; this file system grants locks"));
  }

  Trial space(long floorBytes) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    String text = "%d MiB free on %s (%s)".formatted(free >> 20, store.name(), store.type());
    return free >= floorBytes
        ? Trial.ok("space", text)
        : Trial.fail(
            "space",
            text,
            "below "
                + (floorBytes >> 20)
                + " MiB no file is taken and nothing is downloaded; make room, or set"
                + " portage.free-space-floor-mib in config/application.properties");
  }

  private String shown() {
    return made ? home.show(folder) : folder.toString();
  }
}
