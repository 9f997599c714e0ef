package ca.portage.cli;

import ca.portage.app.reload.ReloadOrder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage routes apply}: take edited routes into use. */
@Command(
    name = "apply",
    header = "Have the running service take edited routes into use.",
    description = {
      "%nThe service tries all route files first; on any error the routes that run stay as they are.",
      "Routes of an edited file stop when they have nothing in hand, and start as they are now.",
      "Who did it and why is kept in the audit.%n"
    },
    footer = {
      "%nExit codes: 0 in use, or nothing was edited; 75 the service did not answer in time; 78 they",
      "cannot be used."
    })
final class RoutesApply implements Callable<Integer> {
  @ParentCommand private Routes routes;
  @Mixin private HelpFlag help;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit.")
  private String reason = "";

  @Override
  public Integer call() throws Failure, IOException, InterruptedException {
    return new ReloadRequest(routes.root().session(), routes.root().home())
        .send(ReloadOrder.What.ROUTES, reason);
  }
}
