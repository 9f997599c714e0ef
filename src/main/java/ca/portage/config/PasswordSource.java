package ca.portage.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the password of a key store comes from. By default a person types it at start (CIG M-07); a
 * file or a credential is an explicit choice of the admin. A password is a {@code char[]} from end
 * to end, never a String, and its owner wipes it (CIG M-06).
 */
public sealed interface PasswordSource {
  /** How the channel file names it. */
  String shown();

  /** A person is asked once at start; the application does the asking. */
  record Prompt() implements PasswordSource {
    @Override
    public String shown() {
      return "prompt";
    }
  }

  /** A source that can be read without a person. */
  sealed interface Stored extends PasswordSource {
    /**
     * Reads the password; one trailing line end is not part of it. The caller wipes the array.
     *
     * @param environment the process environment, {@code System.getenv()}
     * @throws ConfigException when it is absent, empty, not UTF-8, or open to others
     */
    char[] read(Map<String, String> environment) throws ConfigException;
  }

  /**
   * A file that only its owner may read, mode 0600 or 0400.
   *
   * @param file absolute
   */
  record FromFile(Path file) implements Stored {
    @Override
    public String shown() {
      return "file:" + file;
    }

    @Override
    public char[] read(Map<String, String> environment) throws ConfigException {
      return SecretFile.readOwnerOnly(file);
    }
  }

  /**
   * A file of the folder that systemd names in {@code CREDENTIALS_DIRECTORY}.
   *
   * @param name the credential's name, without a folder
   */
  record Credential(String name) implements Stored {
    @Override
    public String shown() {
      return "credential:" + name;
    }

    @Override
    public char[] read(Map<String, String> environment) throws ConfigException {
      String folder = environment.get("CREDENTIALS_DIRECTORY");
      if (folder == null || folder.isBlank()) {
        throw new ConfigException(
            Path.of(name),
            "the password is to come from credential:"
                + name
                + " but CREDENTIALS_DIRECTORY is not set; start Portage as a systemd service with"
                + " LoadCredential="
                + name
                + ":FILE, or use password: prompt");
      }
      return SecretFile.read(Path.of(folder).resolve(name));
    }
  }

  /** How a credential may be named: one file name, never a path. */
  Pattern CREDENTIAL_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /**
   * Reads {@code prompt}, {@code file:PATH} or {@code credential:NAME}. A relative path is a path
   * of the home; an absolute one may lie elsewhere, such as {@code /run/secrets/}.
   *
   * @throws IllegalArgumentException when it is none of these; the message fits after the key
   */
  static PasswordSource parse(String text, Home home) {
    if (text.equals("prompt")) {
      return new Prompt();
    }
    if (text.startsWith("file:") && text.length() > 5) {
      return new FromFile(file(text.substring(5), home));
    }
    if (text.startsWith("credential:")) {
      String name = text.substring(11);
      if (CREDENTIAL_NAME.matcher(name).matches()) {
        return new Credential(name);
      }
    }
    // The text is not repeated: an admin may have written the password itself here.
    throw new IllegalArgumentException("must be prompt, file:PATH or credential:NAME");
  }

  private static Path file(String text, Home home) {
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? path.normalize() : home.resolve(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("names a file this system cannot have", e);
    }
  }
}
