package ca.portage.config;

import java.nio.file.Path;

/**
 * The folder Portage lives in: {@code config/}, {@code routes/}, {@code outbox/}, {@code inbox/}
 * and {@code spool/}. Nothing is ever written outside it.
 *
 * @param root the folder; kept absolute and normalised
 */
public record Home(Path root) {
  /** Makes the root absolute, so that a change of working folder moves nothing. */
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** What an admin edits. */
  public Path config() {
    return root.resolve("config");
  }

  /** One YAML file a channel. */
  public Path channels() {
    return config().resolve("channels");
  }

  /** One YAML file a profile. */
  public Path profiles() {
    return config().resolve("profiles");
  }

  /** One Camel route file a channel. */
  public Path routes() {
    return root.resolve("routes");
  }

  /** Parent of the drop folders. */
  public Path outbox() {
    return root.resolve("outbox");
  }

  /** Parent of the delivery folders. */
  public Path inbox() {
    return root.resolve("inbox");
  }

  /** Portage's own durable files. */
  public Path spool() {
    return root.resolve("spool");
  }

  /** The database of what happened to each message. */
  public Path ledger() {
    return spool().resolve("ledger.db");
  }

  /**
   * A path of this home, absolute and normalised.
   *
   * @param path relative to the home, or absolute and inside it
   * @throws IllegalArgumentException when the path leads outside the home; the message names both
   */
  public Path resolve(Path path) {
    Path resolved = root.resolve(path).normalize();
    if (!resolved.startsWith(root)) {
      throw new IllegalArgumentException(path + " leads outside the home " + root);
    }
    return resolved;
  }

  /** How a file of this home is shown: relative to it, with forward slashes on every system. */
  public String show(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }
}
