package ca.portage.cli;

import ca.portage.ledger.Message;
import ca.portage.ledger.Transitions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code portage release ID}: let a held message go on. */
@Command(
    name = "release",
    header = "Let a held message go on.",
    description = {
      "%nLets a message that is HELD or DUPLICATE_HELD go on from where it was held: a file is packed",
      "and sent, a packed message is sent as it is, a received one is opened again. It says first what",
      "will happen, asks, and keeps who did it and why.%n"
    },
    footer = {
      "%nExamples:",
      "  portage release 01JQ7Z3N",
      "  portage release 01JQ7Z3N --dry-run",
      "  portage release 01JQ7Z3N --yes --reason 'a second shipment with the same content'"
    })
final class Release implements Callable<Integer>, OperatorAction.Deed {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;
  @Mixin private OrderOptions options;

  @Override
  public Integer call() throws Failure, IOException {
    return new OperatorAction(root.session(), root.home(), Person.ofProcess()).apply(options, this);
  }

  @Override
  public String word() {
    return "release";
  }

  @Override
  public Optional<String> forecast(Message message) {
    return Forecast.release(message);
  }

  @Override
  public Message carryOut(Transitions ledger, Message message, String reason) {
    return ledger.release(message.id());
  }
}
