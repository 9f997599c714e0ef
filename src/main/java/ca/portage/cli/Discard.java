package ca.portage.cli;

import ca.portage.ledger.Message;
import ca.portage.ledger.Transitions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code portage discard ID}: give up a held message. */
@Command(
    name = "discard",
    header = "Give up a held message.",
    description = {
      "%nGives up a message that is HELD or DUPLICATE_HELD. One to be sent is never sent and becomes",
      "FAILED; a received one is never delivered and becomes REJECTED, and no receipt is sent for it.",
      "The bytes stay in the spool. It asks first, and keeps who did it and why.%n"
    },
    footer = {
      "%nExamples:",
      "  portage discard 01JQ7Z3N --reason 'dropped twice by mistake'",
      "  portage messages --state DUPLICATE_HELD --json | jq -r .id | \\",
      "    xargs -n 1 portage discard --yes --reason 'dropped twice by mistake'"
    })
final class Discard implements Callable<Integer>, OperatorAction.Deed {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;
  @Mixin private OrderOptions options;

  @Override
  public Integer call() throws Failure, IOException {
    return new OperatorAction(root.session(), root.home(), Person.ofProcess()).apply(options, this);
  }

  @Override
  public String word() {
    return "discard";
  }

  @Override
  public Optional<String> forecast(Message message) {
    return Forecast.discard(message);
  }

  @Override
  public Message carryOut(Transitions ledger, Message message, String reason) {
    return ledger.discard(message.id(), reason);
  }
}
