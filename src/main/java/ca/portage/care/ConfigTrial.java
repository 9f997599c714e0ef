package ca.portage.care;

import ca.portage.config.Channel;
import ca.portage.config.EndpointTls;
import ca.portage.config.Home;
import ca.portage.config.KeyPlace;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether others of the machine may change what the service obeys: its channels, profiles, routes
 * and whom it trusts. A certificate that anybody drops into a trust folder is in use within
 * seconds.
 */
final class ConfigTrial {
  private static final Set<PosixFilePermission> WRITE =
      PosixFilePermissions.fromString("----w--w-");
  private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("---r--r--");
  private static final int DEPTH = 8;
  private static final int SHOWN = 5;

  private final Home home;
  private final List<Channel> channels;

  ConfigTrial(Home home, List<Channel> channels) {
    this.home = home;
    this.channels = channels;
  }

  Trial run() throws IOException {
    if (!home.root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Trial.ok(
          SelfTest.CONFIG, "this system has no modes; give config/ and routes/ to their owner");
    }
    Set<Path> writable = new TreeSet<>();
    if (open(home.root(), WRITE)) {
      writable.add(home.root());
    }
    for (Path place : obeyed()) {
      walk(place, WRITE, writable);
    }
    if (!writable.isEmpty()) {
      return Trial.fail(
          SelfTest.CONFIG,
          "others may change " + shown(writable),
          "make it its owner's alone to write, once nobody has changed anything there: chmod go-w "
              + home.root()
              + " && chmod -R go-w "
              + String.join(" ", obeyed().stream().map(Path::toString).toList()));
    }
    Set<Path> readable = new TreeSet<>();
    Path keys = home.config().resolve("keys");
    if (open(keys, READ)) {
      readable.add(keys);
    }
    return readable.isEmpty()
        ? Trial.ok(SelfTest.CONFIG, "config and routes are their owner's alone to write")
        : Trial.warn(
            SelfTest.CONFIG, "others may look into " + shown(readable), "chmod -R go= " + keys);
  }

  /** Config and routes, and what a channel obeys elsewhere in the home. */
  private Set<Path> obeyed() {
    Set<Path> places = new LinkedHashSet<>(List.of(home.config(), home.routes()));
    for (Channel channel : channels) {
      Stream<Path> named =
          Stream.of(
                  Stream.of(channel.trust()),
                  channel.gateway().encryption().stream(),
                  channel.gateway().signing().stream(),
                  channel.identity().keystores().stream()
                      .flatMap(
                          place ->
                              place instanceof KeyPlace.File file
                                  ? Stream.of(file.path())
                                  : Stream.empty()),
                  Stream.of(channel.access().submit(), channel.access().collect())
                      .flatMap(ConfigTrial::named))
              .flatMap(paths -> paths);
      named
          .filter(path -> places.stream().noneMatch(path::startsWith))
          .forEach(path -> places.add(place(path)));
    }
    places.removeIf(place -> !Files.exists(place));
    return places;
  }

  /** A file can be exchanged by whoever may write its folder; the home's own root is looked at. */
  private Path place(Path path) {
    return Files.isDirectory(path) || path.getParent().equals(home.root())
        ? path
        : path.getParent();
  }

  private static Stream<Path> named(EndpointTls tls) {
    return Stream.concat(tls.trust().stream(), tls.pins().stream());
  }

  /** Links are followed: a mode belongs to what they lead to. */
  private static void walk(Path place, Set<PosixFilePermission> wanted, Set<Path> open)
      throws IOException {
    Files.walkFileTree(
        place,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return look(folder);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return look(file);
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            // A link that leads nowhere, or an editor's file that is gone again, says nothing.
            if (Files.exists(file)) {
              throw failure;
            }
            return FileVisitResult.CONTINUE;
          }

          private FileVisitResult look(Path path) throws IOException {
            if (open(path, wanted)) {
              open.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean open(Path path, Set<PosixFilePermission> wanted) throws IOException {
    return Files.exists(path)
        && Files.getPosixFilePermissions(path).stream().anyMatch(wanted::contains);
  }

  private String shown(Set<Path> paths) {
    List<String> names =
        paths.stream()
            .limit(SHOWN)
            .map(path -> path.equals(home.root()) ? path.toString() : home.show(path))
            .toList();
    int more = paths.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
