package ca.portage.cli;

import ca.portage.app.Settings;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.spool.Durable;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Proves on the folders themselves what every message relies on: write, force, rename, delete. */
final class FolderCheck {
  private final Home home;
  private final List<Finding> findings = new ArrayList<>();

  private FolderCheck(Home home) {
    this.home = home;
  }

  static List<Finding> run(Home home, List<Channel> channels) throws IOException {
    FolderCheck check = new FolderCheck(home);
    check.spool();
    check.space();
    for (Channel channel : channels) {
      check.folder(channel.name() + " outbox", channel.outbox());
      check.folder(channel.name() + " inbox", channel.inbox());
    }
    return check.findings;
  }

  private void spool() throws IOException {
    boolean made = Files.isDirectory(home.spool());
    folder("spool", made ? home.spool() : home.root());
    if (!made) {
      findings.add(Finding.ok("spool", "not there yet; the first run makes it, mode 0700"));
    }
  }

  private void space() throws IOException {
    boolean made = Files.isDirectory(home.spool());
    long least;
    try {
      least = Settings.of(home).freeBytesFloor();
    } catch (ConfigException e) {
      findings.add(Finding.fail("space", e.getMessage(), "correct it"));
      return;
    }
    FileStore store = Files.getFileStore(made ? home.spool() : home.root());
    long free = made ? freeOf(home.spool()) : store.getUsableSpace();
    String text = "%d MiB free on %s (%s)".formatted(free >> 20, store.name(), store.type());
    findings.add(
        free >= least
            ? Finding.ok("space", text)
            : Finding.fail(
                "space",
                text,
                "below "
                    + (least >> 20)
                    + " MiB no file is taken and nothing is downloaded; make room, or set"
                    + " portage.free-space-floor-mib in config/application.properties"));
  }

  private static long freeOf(Path spool) throws IOException {
    try (Spool read = Spool.read(spool)) {
      return read.usableBytes();
    }
  }

  private void folder(String subject, Path folder) {
    String shown = home.root().equals(folder) ? home.root().toString() : home.show(folder);
    if (!Files.isDirectory(folder)) {
      findings.add(Finding.fail(subject, shown + " is no folder", "make it"));
      return;
    }
    // Hidden names: neither the pick-up nor a broker's software takes those.
    String name = ".portage-check-" + UUID.randomUUID();
    Path written = folder.resolve(name + ".tmp");
    Path moved = folder.resolve(name);
    try {
      Durable.write(written, Content.of(new byte[] {'o', 'k'}));
      Durable.move(written, moved);
      Durable.delete(moved);
      findings.add(Finding.ok(subject, shown + ": written, forced, renamed and deleted a file"));
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              subject,
              shown + ": " + Failures.describe(e),
              "the user that runs Portage must be able to write, rename and delete there"));
    }
  }
}
