package ca.portage.cli;

import ca.portage.app.PasswordPrompt;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.config.KeyPlace;
import ca.portage.config.PasswordSource;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import ca.portage.pki.WrongPasswordException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The passwords of key stores that a command opens; wiped when it is closed (CIG M-06). */
final class Passwords implements AutoCloseable {
  private static final int LEAST = 8;

  private final Home home;
  private final Map<String, String> environment;
  private final Optional<ConsolePrompt.Keyboard> keyboard;
  private final List<char[]> known = new ArrayList<>();
  private final Map<Path, char[]> opened = new HashMap<>();

  Passwords(Home home, Map<String, String> environment, Optional<ConsolePrompt.Keyboard> keyboard) {
    this.home = home;
    this.environment = environment;
    this.keyboard = keyboard;
  }

  /**
   * Opens a PKCS#12 file: with the password of its source, or with one that is typed, three tries,
   * unless one that opened another file opens it too.
   *
   * @param source as a channel file names it
   */
  OpenedKeys open(Path file, String source) throws Failure, ConfigException, PkiException {
    KeyPlace place = new KeyPlace.File(file);
    if (parse(source) instanceof PasswordSource.Stored stored) {
      return open(place, file, remember(stored.read(environment)));
    }
    for (char[] password : List.copyOf(known)) {
      try {
        return open(place, file, password);
      } catch (WrongPasswordException e) {
        // It was for another file; the person is asked.
      }
    }
    for (int attempt = 1; ; attempt++) {
      String again = attempt == 1 ? "" : "that does not open it; ";
      try {
        return open(place, file, ask(again + "password of " + place.name() + ": "));
      } catch (WrongPasswordException e) {
        if (attempt == PasswordPrompt.TRIES) {
          throw e;
        }
      }
    }
  }

  private OpenedKeys open(KeyPlace place, Path file, char[] password) throws PkiException {
    OpenedKeys keys = OpenedKeys.open(place, password);
    opened.put(file, password);
    return keys;
  }

  /** The password that opened a file; wiped with this. */
  char[] of(Path file) {
    return opened.get(file);
  }

  /** A password for a new file, typed twice. */
  char[] fresh(Path file, String source) throws Failure, ConfigException {
    if (parse(source) instanceof PasswordSource.Stored stored) {
      return remember(stored.read(environment));
    }
    for (int attempt = 1; attempt <= PasswordPrompt.TRIES; attempt++) {
      char[] first = ask("new password for " + file.getFileName() + ": ");
      if (first.length < LEAST) {
        continue;
      }
      if (Arrays.equals(first, ask("the same again: "))) {
        return first;
      }
    }
    throw new Failure(
        ExitCode.USAGE,
        "no new password was set: it needs %d characters, twice the same".formatted(LEAST),
        "nothing was written; try again");
  }

  private char[] ask(String question) throws Failure {
    return remember(
        keyboard
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.UNAVAILABLE,
                        "a password is to be typed, and this is no terminal",
                        "start it in a terminal, or name a source such as file:PATH"))
            .read(question)
            .orElseThrow(
                () -> new Failure(ExitCode.USAGE, "no password was typed", "nothing was written")));
  }

  private PasswordSource parse(String source) throws Failure {
    try {
      return PasswordSource.parse(source, home);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          ExitCode.USAGE,
          "a password source " + e.getMessage(),
          "the password itself is never a word of a command");
    }
  }

  private char[] remember(char[] password) {
    known.add(password);
    return password;
  }

  @Override
  public void close() {
    known.forEach(password -> Arrays.fill(password, '\0'));
  }
}
