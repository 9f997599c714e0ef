package ca.portage.cli;

import ca.portage.app.reload.ReloadOrder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage reload}: take edited files of config/ into use now. */
@Command(
    name = "reload",
    header = "Have the running service take edited channels, profiles and keys into use.",
    description = {
      "%nThe service does so by itself a few seconds after a file of config/ changed; this command",
      "does it at once, says what came of it, and keeps who did it and why in the audit. Everything",
      "is checked first: on any error what runs goes on unchanged. It waits for what the channels",
      "have in hand.%n"
    },
    footer = {
      "%nExamples:",
      "  portage check && portage reload",
      "  portage reload --reason 'new address of the gateway'",
      "",
      "A new key store with 'password: prompt' and a moved outbox or inbox need a restart.",
      "Exit codes: 0 in use, or nothing changed; 75 the service did not answer in time; 78 they",
      "cannot be used."
    })
final class Reload implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit.")
  private String reason = "";

  @Override
  public Integer call() throws Failure, IOException, InterruptedException {
    return new ReloadRequest(root.session(), root.home()).send(ReloadOrder.What.CONFIG, reason);
  }
}
