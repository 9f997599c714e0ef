package ca.portage.app.reload;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a folder tree looks like from outside: sizes and times. Cheap enough for every second; what
 * really changed is then found by content.
 *
 * @param files each with its size and time
 */
record Glance(Map<Path, String> files) {
  /** An admin's folder, not a file server. */
  private static final int MOST_FILES = 10_000;

  static Glance at(Collection<Path> roots) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    FileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(
                file,
                attributes.size() + " " + attributes.lastModifiedTime() + attributes.fileKey());
            return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            // It was replaced while we looked; the next look sees what came of it.
            files.put(file, "unreadable");
            return FileVisitResult.CONTINUE;
          }
        };
    for (Path root : roots) {
      Files.walkFileTree(root, visitor);
    }
    return new Glance(files);
  }
}
