package ca.portage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portage keys}: holds the commands about keys and certificates. */
@Command(
    name = "keys",
    header = "Look at keys and certificates, bring them in, renew them.",
    synopsisSubcommandLabel = "COMMAND",
    description = "%nWhat a channel signs and opens with, and what it believes.%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nExamples:",
      "  portage keys list                          until when is what good?",
      "  portage keys import old.p12 --dry-run      what would a modern key store hold?",
      "  portage keys update cig --dry-run          what would be renewed, and at which CA?",
      "  portage keys directory cig                 what does the authority's directory hold now?",
      "  portage keys compromised cig               somebody may have our key: stop at once"
    },
    subcommands = {
      KeysList.class,
      KeysImport.class,
      KeysCompromised.class,
      KeysUpdate.class,
      KeysDirectory.class
    })
final class Keys implements Runnable {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;
  @Mixin private HelpFlag help;

  /** The command above, which knows the home and the session. */
  Root root() {
    return root;
  }

  @Override
  public void run() {
    spec.commandLine().usage(root.session().err(), spec.commandLine().getColorScheme());
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
