package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The simulator's folder: what it received, what it queued, and its scratch files. */
final class Store {
  private final Path submissions;
  private final Path interchanges;
  private final Path queue;
  private final Path scratch;

  /** Makes what is missing and sweeps scratch files of a former run. */
  Store(Path folder) throws IOException {
    submissions = Files.createDirectories(folder.resolve("submissions"));
    interchanges = Files.createDirectories(folder.resolve("interchanges"));
    queue = Files.createDirectories(folder.resolve("queue"));
    scratch = Files.createDirectories(folder.resolve("scratch"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  /** Where bodies arrive and work is done; on the same file system as everything kept. */
  Path scratchFolder() {
    return scratch;
  }

  Scratch scratch() {
    return new Scratch(scratch);
  }

  /** Keeps the encrypted body of a submission by moving it. */
  Content submission(Path body) throws IOException {
    Path file = Files.createTempFile(submissions, "submission-", ".der");
    return Content.of(Files.move(body, file, StandardCopyOption.REPLACE_EXISTING));
  }

  /** Keeps the decrypted bytes of an interchange. */
  Content interchange(Content content) throws IOException {
    return copy(content, Files.createTempFile(interchanges, "interchange-", ".edi"));
  }

  /** Keeps encrypted bytes that wait for a download. */
  Content queued(Content wire) throws IOException {
    return copy(wire, Files.createTempFile(queue, "item-", ".der"));
  }

  private static Content copy(Content content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      content.copyTo(out);
    }
    return Content.of(file);
  }
}
