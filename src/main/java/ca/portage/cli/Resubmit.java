package ca.portage.cli;

import ca.portage.ledger.Message;
import ca.portage.ledger.Transitions;
import ca.portage.ledger.Ulid;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code portage resubmit ID}: send the content of a message anew, under a new message id. */
@Command(
    name = "resubmit",
    header = "Send the content of a message anew: new bytes, new message id.",
    description = {
      "%nMakes a new message out of the file of one that is at its end: FAILED, PEER_ERROR, OVERDUE,",
      "INTEGRITY_ALERT or DONE. It is signed and encrypted anew, with the keys of today, and has a",
      "Message-ID of its own: to customs it is another message. Use it when the cause lay in the old",
      "one, such as an expired certificate; 'portage resend' is for a line that failed. It asks first,",
      "and keeps who did it and why.%n"
    },
    footer = {
      "%nExamples:",
      "  portage resubmit 01JQ7Z3N --dry-run",
      "  portage resubmit 01JQ7Z3N --reason 'encrypted to the old certificate'"
    })
final class Resubmit implements Callable<Integer>, OperatorAction.Deed {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;
  @Mixin private OrderOptions options;

  @Override
  public Integer call() throws Failure, IOException {
    return new OperatorAction(root.session(), root.home(), Person.ofProcess()).apply(options, this);
  }

  @Override
  public String word() {
    return "resubmit";
  }

  @Override
  public Optional<String> forecast(Message message) {
    return Forecast.resubmit(message);
  }

  @Override
  public Message carryOut(Transitions ledger, Message message, String reason)
      throws Failure, IOException {
    Ulid ids = new Ulid(root.session().clock(), new SecureRandom());
    return new NewCopy(Spool.read(root.home().spool()), ids.next())
        .of(message, claim -> ledger.resubmit(message.id(), claim));
  }
}
