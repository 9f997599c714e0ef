package ca.portage.app;

import ca.portage.cli.Cli;
import ca.portage.ledger.Alert;
import java.util.HashMap;
import java.util.Map;

/** What an admin finds out beside a running service. */
record AdminView(RunningHome home) {

  /** What {@code portage messages --json} prints, a line for each id. */
  Map<String, String> listing() {
    Map<String, String> lines = new HashMap<>();
    new Cli(home.home().root())
        .run("messages", "--json", "--limit", "100000")
        .outLines()
        .forEach(line -> lines.put(line.replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1"), line));
    return lines;
  }

  /** What {@code portage status --json} prints, the last alerts among it. */
  String status() {
    return new Cli(home.home().root()).run("status", "--json").out();
  }

  /** Whether there is an alert about a message or a download. */
  boolean told(String id) {
    return home.ledger().alerts(10_000).stream()
        .flatMap((Alert a) -> a.id().stream())
        .anyMatch(id::equals);
  }

  /** Whether the history of a message has an event that ends in these words. */
  boolean remembered(String id, String words) {
    return home.ledger().events(id).stream().anyMatch(e -> e.reason().endsWith(words));
  }
}
