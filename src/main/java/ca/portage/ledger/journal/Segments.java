package ca.portage.ledger.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The files of a journal; each is named by the number of its first line. */
final class Segments {
  private static final Pattern NAME = Pattern.compile("\\d{15}\\.jsonl");

  private Segments() {}

  static Path file(Path folder, long first) {
    return folder.resolve("%015d.jsonl".formatted(first));
  }

  static long first(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, 15));
  }

  /** The segments in their order; none if there is no folder. */
  static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          found.add(file);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    Collections.sort(found);
    return found;
  }
}
