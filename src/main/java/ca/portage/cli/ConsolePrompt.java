package ca.portage.cli;

import ca.portage.app.PasswordPrompt;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import java.util.Optional;

/** Asks the person at the terminal for a key password (CIG M-07); nothing typed is shown. */
final class ConsolePrompt implements PasswordPrompt {
  /** Reads one line without showing it. */
  @FunctionalInterface
  interface Keyboard {
    /** Empty when the person ended the input. */
    Optional<char[]> read(String question);

    /** The terminal of this process, if it has one. */
    static Optional<Keyboard> ofProcess() {
      return TerminalKeyboard.ofProcess();
    }
  }

  private final Home home;
  private final Optional<Keyboard> keyboard;

  ConsolePrompt(Home home, Optional<Keyboard> keyboard) {
    this.home = home;
    this.keyboard = keyboard;
  }

  boolean canAsk() {
    return keyboard.isPresent();
  }

  @Override
  public char[] ask(String channel, String keystore, int attempt) throws ConfigException {
    Keyboard person =
        keyboard.orElseThrow(
            () ->
                problem(
                    channel,
                    "the password is to be typed (identity.password: prompt), but there is no"
                        + " terminal. Start it in a terminal, or set password to file:PATH or"
                        + " credential:NAME"));
    String again = attempt == 1 ? "" : "that does not open it; ";
    return person
        .read("%spassword of %s (channel %s): ".formatted(again, keystore, channel))
        .orElseThrow(() -> problem(channel, "no password was typed; nothing was started"));
  }

  private ConfigException problem(String channel, String text) {
    return new ConfigException(
        home.channels().resolve(channel + ".yaml"), "channel " + channel + ": " + text);
  }
}
