package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.IllegalTransitionException;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.logging.Printable;
import java.io.Console;
import java.nio.file.Files;
import java.time.Clock;

/**
 * What an operator does to one message: looked up, shown, confirmed, then committed with an event
 * that names the operator. It works beside a running service, which sees it at its next look.
 */
final class OperatorAction {
  /** One change of one message. */
  @FunctionalInterface
  interface Change {
    Message of(Ledger ledger, Message message);
  }

  private final Session session;
  private final Home home;
  private final boolean confirmed;

  OperatorAction(Session session, Home home, boolean confirmed) {
    this.session = session;
    this.home = home;
    this.confirmed = confirmed;
  }

  int apply(String id, String question, Change change) throws Failure {
    if (!Files.exists(home.ledger())) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "no service ever ran in " + home.root(),
          "name the home with --home DIR");
    }
    try (Ledger ledger = Ledger.open(home.ledger(), Clock.systemUTC())) {
      Message message =
          ledger
              .message(id)
              .orElseThrow(
                  () ->
                      new Failure(
                          ExitCode.NO_INPUT,
                          "no message has the id " + id + ", or more than one begins so",
                          "'portage messages' lists the ids"));
      print(message);
      if (!confirmed && !ask(question)) {
        session.out().println("nothing was changed");
        return ExitCode.OK;
      }
      print(change.of(ledger, message));
      return ExitCode.OK;
    } catch (IllegalTransitionException e) {
      throw new Failure(
          ExitCode.DATA,
          "message " + e.id() + " is " + e.from() + "; this cannot be done from there",
          "'portage show " + e.id() + "' says what it waits for");
    }
  }

  private static boolean ask(String question) throws Failure {
    Console console = System.console();
    if (console == null) {
      throw new Failure(
          ExitCode.USAGE,
          "nobody is at the terminal to confirm this",
          "add --yes to go on without");
    }
    return "yes".equalsIgnoreCase(String.valueOf(console.readLine("%s Type yes: ", question)));
  }

  private void print(Message message) {
    session
        .out()
        .println(
            "%s  %s  %s%s"
                .formatted(
                    message.id(),
                    message.state(),
                    Printable.text(MessageView.file(message).orElse("-")),
                    message.reason().map(r -> "  " + Printable.text(r)).orElse("")));
  }
}
