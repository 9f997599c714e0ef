package ca.portage.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command takes that changes a message. */
final class OrderOptions {
  @Parameters(
      paramLabel = "ID",
      description = "The id as 'portage messages' and the log show it; its beginning is enough.")
  String id;

  @Option(names = "--yes", description = "Do not ask for a confirmation, as in a script.")
  boolean yes;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would happen; nothing is changed.")
  boolean dryRun;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; kept with your name in the audit that 'portage show' shows.")
  String reason;
}
