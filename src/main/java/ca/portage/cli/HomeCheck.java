package ca.portage.cli;

import ca.portage.app.Settings;
import ca.portage.care.Backups;
import ca.portage.care.SelfTest;
import ca.portage.care.Trial;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The home itself: its ledger, then the self-test that the service does at its start. */
final class HomeCheck {
  private static final String LEDGER = "ledger";

  private HomeCheck() {}

  static List<Finding> run(Home home, List<Channel> channels, Clock clock) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Optional<Ledger> opened = Optional.empty();
    try {
      opened = LedgerView.open(home);
      findings.add(ledger(home, opened, clock));
    } catch (LedgerException e) {
      findings.add(Finding.fail(LEDGER, e.getMessage(), "see the operator's guide, Backup"));
    }
    try (Ledger ledger = opened.orElse(null)) {
      Settings settings = Settings.of(home);
      new SelfTest(home, channels, Optional.ofNullable(ledger), settings.freeBytesFloor(), clock)
          .run(Owner.of(home))
          .forEach(trial -> findings.add(finding(trial)));
    } catch (ConfigException e) {
      findings.add(Finding.fail("settings", e.getMessage(), "correct it"));
    }
    return findings;
  }

  private static Finding ledger(Home home, Optional<Ledger> ledger, Clock clock)
      throws IOException {
    if (ledger.isEmpty()) {
      return lost(home)
          ? Finding.fail(
              LEDGER,
              home.show(home.ledger()) + " is missing although the spool holds messages",
              "the service refuses to start, as it could send them again. Make the ledger again:"
                  + " portage rebuild-ledger")
          : Finding.ok(LEDGER, "not there yet; the first run makes it");
    }
    String backup =
        new Backups(home, clock)
            .newest()
            .map(b -> "last backup " + Ages.instant(b.at()))
            .orElse("no backup yet; the service makes one every night");
    return Finding.ok(LEDGER, home.show(home.ledger()) + " can be read; " + backup);
  }

  private static boolean lost(Home home) throws IOException {
    for (String name : List.of("out", "in")) {
      if (Files.isDirectory(home.spool().resolve(name))) {
        try (var entries = Files.list(home.spool().resolve(name))) {
          if (entries.findAny().isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Finding finding(Trial trial) {
    return new Finding(
        Finding.Level.valueOf(trial.level().name()), trial.subject(), trial.text(), trial.action());
  }
}
