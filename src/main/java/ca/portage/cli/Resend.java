package ca.portage.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage resend ID}: send a message again: same bytes, same message id. */
@Command(
    name = "resend",
    header = "Send a message again: same bytes, same message id.",
    description = {
      "%nSends a message that is FAILED, HELD, AMBIGUOUS, ACCEPTED or OVERDUE once more: exactly the",
      "same bytes under the same message id. Ask the help desk first whether it arrived: customs may",
      "not notice that it is the same. A receipt of ours that is FAILED, HELD or AMBIGUOUS goes out",
      "again in the same way.%n"
    },
    footer = {"%nExamples:", "  portage resend 01JQ7Z3N"})
final class Resend implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Parameters(
      paramLabel = "ID",
      description = "The id as 'portage messages' and the log show it; its beginning is enough.")
  private String id;

  @Option(names = "--yes", description = "Do not ask for a confirmation.")
  private boolean yes;

  @Override
  public Integer call() throws Failure {
    return new OperatorAction(root.session(), root.home(), yes)
        .apply(
            id,
            "Send the same bytes again?",
            (ledger, message) -> ledger.resend(message.id(), java.time.Instant.now()));
  }
}
