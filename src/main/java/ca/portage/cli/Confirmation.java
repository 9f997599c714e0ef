package ca.portage.cli;

import java.util.Optional;

/** Asks the person at the terminal before something is changed. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Whether the person typed yes.
   *
   * @throws Failure if nobody is there
   */
  static boolean given(String question) throws Failure {
    return given(Person.ofProcess(), question);
  }

  static boolean given(Optional<Person> person, String question) throws Failure {
    return person
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.USAGE,
                    "nobody is at the terminal to confirm this; nothing was changed",
                    "add --yes to go on without"))
        .answer(question)
        .filter("yes"::equalsIgnoreCase)
        .isPresent();
  }
}
