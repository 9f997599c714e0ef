package ca.portage.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage discard ID}: give up a held message. */
@Command(
    name = "discard",
    header = "Give up a held message.",
    description = {
      "%nGives up a message that is HELD or DUPLICATE_HELD. One to be sent is never sent and becomes",
      "FAILED; a received one is never delivered and becomes REJECTED, and no receipt is sent for it.",
      "The bytes stay in the spool.%n"
    },
    footer = {"%nExamples:", "  portage discard 01JQ7Z3N --reason 'dropped twice by mistake'"})
final class Discard implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Parameters(
      paramLabel = "ID",
      description = "The id as 'portage messages' and the log show it; its beginning is enough.")
  private String id;

  @Option(names = "--yes", description = "Do not ask for a confirmation.")
  private boolean yes;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "no reason given",
      description = "Why; kept with the message.")
  private String reason;

  @Override
  public Integer call() throws Failure {
    return new OperatorAction(root.session(), root.home(), yes)
        .apply(id, "Give it up?", (ledger, message) -> ledger.discard(message.id(), reason));
  }
}
