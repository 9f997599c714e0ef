package ca.portage.cli;

import java.io.Console;
import java.util.Optional;

/** Somebody at the terminal who can be asked. */
@FunctionalInterface
interface Person {
  /** One line of answer; empty when the person ended the input. */
  Optional<String> answer(String question);

  /** Who sits at the terminal of this process, if it has one. */
  static Optional<Person> ofProcess() {
    Console console = System.console();
    return Optional.ofNullable(console)
        .map(c -> question -> Optional.ofNullable(c.readLine("%s ", question)));
  }
}
