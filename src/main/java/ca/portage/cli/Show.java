package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage show ID}: all that is known of one message. */
@Command(
    name = "show",
    header = "Show one message: its history, its attempts, its files.",
    description = "%nShows all that is known of one message, and what to do if it waits for you.%n",
    footer = {
      "%nExamples:",
      "  portage show 01JQ7Z3N",
      "  portage show 01JQ7Z3N --json | jq .events"
    })
final class Show implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Parameters(
      paramLabel = "ID",
      description = "The id as 'portage messages' and the log show it; its beginning is enough.")
  private String id;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Failure, IOException {
    Session session = root.session();
    Home home = root.home();
    Optional<Ledger> opened = LedgerView.open(home);
    if (opened.isEmpty()) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "no service ever ran in " + home.root(),
          "name the home with --home DIR");
    }
    try (Ledger ledger = opened.get()) {
      Message message = ledger.message(id).orElseThrow(this::unknown);
      MessageHistory history = MessageHistory.read(ledger, home, message);
      if (json) {
        session.out().println(Json.line(history.json()));
      } else {
        history.print(session);
      }
    }
    return ExitCode.OK;
  }

  private Failure unknown() {
    return new Failure(
        ExitCode.NO_INPUT,
        "no message has the id " + id + ", or more than one begins so",
        "'portage messages' lists the ids");
  }
}
