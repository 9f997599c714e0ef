package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens to a spool before anybody works in it. */
final class SpoolStart {
  private SpoolStart() {}

  /** Refuses file systems on which locks, renames and SQLite's WAL are not to be trusted. */
  static void refuseNetwork(Path root) throws IOException {
    refuseNetwork(root, Files.getFileStore(root).type());
  }

  static void refuseNetwork(Path root, String type) throws IOException {
    if (network(type)) {
      throw new IOException(
          "The spool %s is on a network file system (%s), where a forced write and a lock promise nothing. Nothing was changed. Put the home on a local disk; only outbox and inbox may be on a share."
              .formatted(root, type));
    }
  }

  /** Container layers of rootless engines are local although they are FUSE (reliability §2.4). */
  static boolean network(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return name.startsWith("nfs")
        || name.startsWith("smb")
        || name.equals("cifs")
        || name.equals("9p")
        || (name.startsWith("fuse.") && !name.equals("fuse.fuse-overlayfs"));
  }

  /** Plaintext a crash left behind must not outlive the next start (reliability I4). */
  static void sweep(Path work) throws IOException {
    Files.walkFileTree(
        work,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!folder.equals(work)) {
              Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Part files of a dead process become raw files: forced, named, reported (reliability P2). */
  static List<Salvaged> salvage(Path in) throws IOException {
    List<Salvaged> found = new ArrayList<>();
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(in, "*.part.again")) {
      for (Path copy : unfinished) {
        Files.delete(copy);
      }
    }
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(in, "*.part")) {
      for (Path part : parts) {
        found.add(salvagePart(in, part));
      }
    }
    return List.copyOf(found);
  }

  private static Salvaged salvagePart(Path in, Path part) throws IOException {
    String name = part.getFileName().toString();
    InFolder files = new InFolder(in, name.substring(0, name.length() - ".part".length()));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Stored stored = Sha256.of(Content.of(part));
    Durable.move(part, files.raw());
    return new Salvaged(files.pollId(), files.raw(), stored);
  }
}
