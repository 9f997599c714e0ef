package ca.portage.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage release ID}: let a held message go on. */
@Command(
    name = "release",
    header = "Let a held message go on.",
    description = {
      "%nLets a message that is HELD or DUPLICATE_HELD go on from where it was held: a file is packed",
      "and sent, a packed message is sent as it is, a received one is opened again.%n"
    },
    footer = {"%nExamples:", "  portage release 01JQ7Z3N", "  portage release 01JQ7Z3N --yes"})
final class Release implements Callable<Integer> {
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
        .apply(id, "Let it go on?", (ledger, message) -> ledger.release(message.id()));
  }
}
