package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

  /** Where queue and record are written down. */
  StateLog log() {
    return new StateLog(scratch.resolveSibling("state.log"));
  }

  Scratch scratch() {
    return new Scratch(scratch);
  }

  /** Keeps the encrypted body of a submission by moving it. */
  Content submission(Path body) throws IOException {
    Path file = Files.createTempFile(submissions, "submission-", ".der");
    return Content.of(Files.move(body, file, StandardCopyOption.REPLACE_EXISTING));
  }

  /** Keeps the decrypted bytes of the interchange of that id. */
  Content interchange(String messageId, Content content) throws IOException {
    return copy(content, interchanges.resolve(name(messageId) + ".edi"));
  }

  /** The interchange of that id, as kept before. */
  Content interchange(String messageId) throws IOException {
    return Content.of(interchanges.resolve(name(messageId) + ".edi"));
  }

  /** Keeps encrypted bytes that wait for a download under that id. */
  Content queued(String messageId, Content wire) throws IOException {
    return copy(wire, queue.resolve(name(messageId) + ".der"));
  }

  /** The encrypted bytes of that id, as kept before. */
  Content queued(String messageId) throws IOException {
    return Content.of(queue.resolve(name(messageId) + ".der"));
  }

  /** Ids come from the other side: a file is named by their digest, never by themselves. */
  private static String name(String messageId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(messageId.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Content copy(Content content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      content.copyTo(out);
    }
    return Content.of(file);
  }
}
