package ca.portage.cli;

import ca.portage.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Who gives an order, as the system knows them. */
final class Operator {
  private Operator() {}

  /** The user of this process, and the one who became it by {@code sudo}. */
  static String name(Map<String, String> environment) {
    String user = user().orElse(System.getProperty("user.name"));
    String before = environment.getOrDefault("SUDO_USER", "");
    return before.isBlank() || before.equals(user) ? user : before + " as " + user;
  }

  /**
   * Refuses to write into somebody else's spool: the service could not read what root left there.
   *
   * @throws Failure if the ledger belongs to another user
   */
  static void requireOwner(Home home) throws Failure, IOException {
    requireOwnerOf(home.ledger());
  }

  /**
   * The same for another file or folder of the home.
   *
   * @throws Failure if it belongs to another user
   */
  static void requireOwnerOf(Path path) throws Failure, IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return;
    }
    String owner = Files.getOwner(path).getName();
    if (user().filter(owner::equals).isEmpty() && user().isPresent()) {
      throw new Failure(
          ExitCode.PERMISSION,
          path.getFileName() + " belongs to " + owner + ", and this is " + user().get(),
          "nothing was changed; do it as that user: sudo -u " + owner + " portage ...");
    }
  }

  private static Optional<String> user() {
    return ProcessHandle.current().info().user();
  }
}
