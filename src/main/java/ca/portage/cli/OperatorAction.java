package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.IllegalTransitionException;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Order;
import ca.portage.ledger.Transitions;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What an operator does to one message: looked up, its effect said, confirmed, then committed
 * together with a row of the audit, if the message is still as it was shown. It works beside a
 * running service, which meets the change at its next look; nothing is locked while the operator
 * thinks.
 */
final class OperatorAction {
  private static final String NO_REASON = "no reason given";

  /** One kind of change. */
  interface Deed {
    /** The command's word, kept in the audit. */
    String word();

    /** What it will do to this message; empty if its state does not allow it. */
    Optional<String> forecast(Message message);

    /** Does it. */
    Message carryOut(Transitions ledger, Message message, String reason)
        throws Failure, IOException;
  }

  private final Session session;
  private final Home home;
  private final Optional<Person> person;

  OperatorAction(Session session, Home home, Optional<Person> person) {
    this.session = session;
    this.home = home;
    this.person = person;
  }

  int apply(OrderOptions options, Deed deed) throws Failure, IOException {
    Message message = find(options.id);
    String forecast = deed.forecast(message).orElseThrow(() -> refusal(message, deed.word()));
    print(message);
    session.out().println(deed.word() + ": " + Printable.text(forecast));
    if (options.dryRun || !options.yes && !Confirmation.given(person, "Do it? Type yes:")) {
      session.out().println("nothing was changed");
      return ExitCode.OK;
    }
    Operator.requireOwner(home);
    String operator = Operator.name(session.environment());
    String reason = reason(options);
    Order order =
        new Order(operator, deed.word(), message.id(), Optional.of(message.state()), reason);
    try (Ledger ledger = Ledger.open(home.ledger(), session.clock())) {
      print(deed.carryOut(ledger.by(order), message, reason));
    } catch (IllegalTransitionException e) {
      throw new Failure(
          ExitCode.TEMPORARY,
          "message " + e.id() + " has become " + e.from() + " meanwhile; nothing was changed",
          "look at it with 'portage show " + e.id() + "' and decide again");
    }
    session.out().println("by " + Printable.text(operator + ": " + reason));
    session
        .out()
        .println(
            Owner.of(home).isPresent()
                ? "the running service goes on with it"
                : "no service is running; it goes on at the next start");
    return ExitCode.OK;
  }

  private Message find(String id) throws Failure {
    if (!Files.exists(home.ledger())) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "no service ever ran in " + home.root(),
          "name the home with --home DIR");
    }
    try (Ledger ledger = Ledger.read(home.ledger())) {
      return ledger
          .message(id)
          .orElseThrow(
              () ->
                  new Failure(
                      ExitCode.NO_INPUT,
                      "no message has the id " + id + ", or more than one begins so",
                      "'portage messages' lists the ids"));
    }
  }

  private static Failure refusal(Message message, String word) {
    String action = StateGuide.of(message.state()).action();
    return new Failure(
        ExitCode.DATA,
        "message %s is %s; it cannot be handled by %s"
            .formatted(message.id(), message.state(), word),
        action.isEmpty() ? "'portage show " + message.id() + "' says what it waits for" : action);
  }

  private String reason(OrderOptions options) {
    if (options.reason != null && !options.reason.isBlank()) {
      return options.reason;
    }
    Optional<Person> asked = options.yes ? Optional.empty() : person;
    return asked
        .flatMap(p -> p.answer("Why? (kept in the audit)"))
        .filter(text -> !text.isBlank())
        .orElse(NO_REASON);
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
