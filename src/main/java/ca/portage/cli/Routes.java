package ca.portage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portage routes}: the group of commands about route files. */
@Command(
    name = "routes",
    header = "Check edited routes, and take them into use.",
    description = {
      "%nA running service never takes up an edited file of routes/ by itself: a half-saved route",
      "must not run. 'routes check' tries the files without starting anything; 'routes apply' has",
      "the running service check them once more and exchange those that were edited, without",
      "cutting off what is in hand.%n"
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nExamples:",
      "  portage routes check",
      "  portage routes apply --reason 'tell SAP too'"
    },
    subcommands = {RoutesCheckCommand.class, RoutesApply.class})
final class Routes implements Runnable {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;
  @Mixin private HelpFlag help;

  Root root() {
    return root;
  }

  @Override
  public void run() {
    spec.commandLine().usage(root.session().err(), spec.commandLine().getColorScheme());
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
