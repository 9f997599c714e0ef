package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portage messages}: the newest messages, as a table or one JSON object a line. */
@Command(
    name = "messages",
    header = "List messages, newest first.",
    description = {
      "%nLists what went out and what came in. Works beside a running service and without one.%n"
    },
    footer = {
      "%nExamples:",
      "  portage messages --state FAILED",
      "  portage messages --channel cig --direction in --limit 10",
      "  portage messages --json | jq -r 'select(.state == \"HELD\") | .file'",
      "",
      "Keys of --json: id, channel, direction (out|in), kind (interchange|receipt), state, file,",
      "messageId, mic, attempts, size (bytes), updated (UTC), reason. What is not known is null."
    })
final class Messages implements Callable<Integer> {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;
  @Mixin private HelpFlag help;

  @Option(names = "--channel", paramLabel = "NAME", description = "Only this channel.")
  private String channel;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only this state: ${COMPLETION-CANDIDATES}.")
  private State state;

  @Option(names = "--direction", paramLabel = "out|in", description = "Only this direction.")
  private Direction direction;

  @Option(names = "--kind", paramLabel = "interchange|receipt", description = "Only this kind.")
  private Kind kind;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most this many. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws Failure {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is a number from 1, not " + limit);
    }
    Session session = root.session();
    Home home = root.home();
    List<Message> messages = read(home);
    if (json) {
      messages.forEach(message -> session.out().println(Json.line(MessageView.json(message))));
    } else if (messages.isEmpty()) {
      session.out().println("no such messages in " + home.root());
    } else {
      MessageView.table(messages, session.paint())
          .lines(session.terminal().columns(), session.paint())
          .forEach(session.out()::println);
    }
    return ExitCode.OK;
  }

  private List<Message> read(Home home) {
    Optional<Ledger> opened = LedgerView.open(home);
    if (opened.isEmpty()) {
      return List.of();
    }
    try (Ledger ledger = opened.get()) {
      return ledger.messages(
          new Filter(
              Optional.ofNullable(channel),
              Optional.ofNullable(state),
              Optional.ofNullable(direction),
              Optional.ofNullable(kind),
              limit));
    }
  }
}
