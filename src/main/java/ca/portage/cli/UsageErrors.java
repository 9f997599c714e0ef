package ca.portage.cli;

import ca.portage.config.yaml.Nearest;
import ca.portage.logging.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A usage error: what was wrong, what is nearest to it, and where the rest is told. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Session session;

  UsageErrors(Session session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    session.err().println("portage: " + what(e));
    nearest(e, command).ifPresent(word -> session.err().println("  did you mean " + word + "?"));
    session
        .err()
        .println("  '" + command.getCommandSpec().qualifiedName() + " --help' tells what is right");
    return ExitCode.USAGE;
  }

  private static String what(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return Printable.text(e.getMessage());
    }
    String word = unmatched.getUnmatched().get(0);
    String kind =
        word.startsWith("-")
            ? "unknown option "
            : e.getCommandLine().getSubcommands().isEmpty()
                ? "one word too many: "
                : "unknown command ";
    return kind + Printable.text(word);
  }

  private static Optional<String> nearest(ParameterException e, CommandLine command) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    String word = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    return Nearest.to(word, candidates(word, command));
  }

  private static List<String> candidates(String word, CommandLine command) {
    if (word.startsWith("-")) {
      return command.getCommandSpec().options().stream()
          .flatMap(option -> Stream.of(option.names()))
          .toList();
    }
    return List.copyOf(command.getSubcommands().keySet());
  }
}
