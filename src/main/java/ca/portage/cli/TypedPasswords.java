package ca.portage.cli;

import ca.portage.app.PasswordPrompt;
import ca.portage.config.Channel;
import ca.portage.config.PasswordSource;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key passwords that a person types (CIG M-07): each asked once at start, tried on its key file
 * at once, and wiped when it was handed over or the command ends (CIG M-06).
 */
final class TypedPasswords implements PasswordPrompt, AutoCloseable {
  private static final int TRIES = 3;

  /** Reads one line without showing it. */
  @FunctionalInterface
  interface Keyboard {
    /** Empty when the person ended the input. */
    Optional<char[]> read(String question);

    /** The terminal of this process, if it has one. */
    static Optional<Keyboard> ofProcess() {
      Console console = System.console();
      return Optional.ofNullable(console)
          .map(c -> question -> Optional.ofNullable(c.readPassword("%s", question)));
    }
  }

  private final Map<String, char[]> typed = new HashMap<>();

  private TypedPasswords() {}

  /**
   * Asks for every channel whose password is to be typed.
   *
   * @throws Failure if there is nobody to ask, or three tries were wrong
   * @throws IOException if a key file cannot be read
   */
  static TypedPasswords ask(List<Channel> channels, Optional<Keyboard> keyboard)
      throws Failure, IOException {
    TypedPasswords passwords = new TypedPasswords();
    boolean done = false;
    try {
      for (Channel channel : channels) {
        if (channel.identity().password() instanceof PasswordSource.Prompt) {
          Keyboard person = keyboard.orElseThrow(() -> nobody(channel));
          passwords.typed.put(channel.name(), ask(channel, person));
        }
      }
      done = true;
      return passwords;
    } finally {
      if (!done) {
        passwords.close();
      }
    }
  }

  private static char[] ask(Channel channel, Keyboard person) throws Failure, IOException {
    Path file = channel.identity().keystore();
    if (!Files.isReadable(file)) {
      throw new Failure(
          ExitCode.CONFIG,
          "channel " + channel.name() + ": the key file " + file + " cannot be read",
          "put it there, readable by this user only");
    }
    String again = "";
    for (int i = 0; i < TRIES; i++) {
      Optional<char[]> password =
          person.read(
              "%spassword of %s (channel %s): "
                  .formatted(again, file.getFileName(), channel.name()));
      if (password.isEmpty()) {
        break;
      }
      if (opens(file, password.get())) {
        return password.get();
      }
      Arrays.fill(password.get(), '\0');
      again = "that does not open it; ";
    }
    throw new Failure(
        ExitCode.PERMISSION,
        "channel " + channel.name() + ": no password opened " + file,
        "nothing was started; try again with the password of this key file");
  }

  private static boolean opens(Path file, char[] password) throws IOException, Failure {
    try {
      KeyStore.getInstance(file.toFile(), password);
      return true;
    } catch (GeneralSecurityException e) {
      throw new Failure(
          ExitCode.CONFIG,
          file + " is no key file that Java knows",
          "it must be a PKCS#12 file",
          e);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        return false;
      }
      throw e;
    }
  }

  private static Failure nobody(Channel channel) {
    return new Failure(
        ExitCode.CONFIG,
        "channel "
            + channel.name()
            + " wants its key password typed (identity.password: prompt), but there is no terminal",
        "start it in a terminal, or set identity.password to file:PATH or credential:NAME");
  }

  /** Hands the password over; whoever asked wipes it. */
  @Override
  public char[] ask(String channel, String keystoreFileName) {
    char[] password = typed.remove(channel);
    if (password == null) {
      throw new IllegalStateException("the password of " + channel + " was not asked for");
    }
    return password;
  }

  @Override
  public void close() {
    typed.values().forEach(password -> Arrays.fill(password, '\0'));
    typed.clear();
  }
}
