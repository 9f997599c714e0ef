package ca.portage.cli;

import picocli.CommandLine.Option;

/** {@code --help}, the same on every command. */
final class HelpFlag {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean asked;
}
