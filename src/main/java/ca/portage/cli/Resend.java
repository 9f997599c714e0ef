package ca.portage.cli;

import ca.portage.ledger.Message;
import ca.portage.ledger.Transitions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code portage resend ID}: send a message again: same bytes, same message id. */
@Command(
    name = "resend",
    header = "Send a message again: same bytes, same message id.",
    description = {
      "%nSends a message that is FAILED, HELD, AMBIGUOUS, ACCEPTED or OVERDUE once more: exactly the",
      "same bytes under the same message id. Ask the help desk first whether it arrived: customs may",
      "not notice that it is the same. A receipt of ours that is FAILED, HELD or AMBIGUOUS goes out",
      "again in the same way. It asks first, and keeps who did it and why.%n"
    },
    footer = {
      "%nExamples:",
      "  portage resend 01JQ7Z3N",
      "  portage resend 01JQ7Z3N --yes --reason 'the help desk asked for it, ticket 4711'"
    })
final class Resend implements Callable<Integer>, OperatorAction.Deed {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;
  @Mixin private OrderOptions options;

  @Override
  public Integer call() throws Failure, IOException {
    return new OperatorAction(root.session(), root.home(), Person.ofProcess()).apply(options, this);
  }

  @Override
  public String word() {
    return "resend";
  }

  @Override
  public Optional<String> forecast(Message message) {
    return Forecast.resend(message);
  }

  @Override
  public Message carryOut(Transitions ledger, Message message, String reason) {
    return ledger.resend(message.id(), root.session().clock().instant());
  }
}
