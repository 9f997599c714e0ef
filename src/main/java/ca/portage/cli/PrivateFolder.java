package ca.portage.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this process alone, mode 0700, for plaintext on its way while messages are proved. A
 * service that starts beside it leaves it alone, as its name has the process in it; what a killed
 * process left goes when the next one makes its own in the same place.
 */
final class PrivateFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
  private static final Pattern NAME = Pattern.compile("portage-verify-(\\d{1,18})-.*");

  private final Path path;

  private PrivateFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one.
   *
   * @throws IOException if it cannot be made
   */
  static PrivateFolder in(Path parent) throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, "portage-verify-*")) {
      for (Path other : others) {
        Matcher name = NAME.matcher(other.getFileName().toString());
        if (name.matches()
            && Files.isWritable(other)
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          delete(other);
        }
      }
    }
    String prefix = "portage-verify-" + ProcessHandle.current().pid() + "-";
    return new PrivateFolder(Files.createTempDirectory(parent, prefix));
  }

  Path path() {
    return path;
  }

  /** What stays is told in the log and does not hide what was found out. */
  private static void delete(Path folder) {
    try {
      TemporaryHome.delete(folder);
    } catch (IOException e) {
      LOG.warn(
          "{} could not be deleted ({}); it may hold messages in clear, remove it by hand",
          folder,
          e.toString());
    }
  }

  @Override
  public void close() {
    delete(path);
  }
}
