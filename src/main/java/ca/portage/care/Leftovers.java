package ca.portage.care;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.spool.Durable;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Probe;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clears away what killed processes leave: probes, plaintext on its way, unfinished backups, and
 * packed bytes that no row ever knew of (reliability O2). Nothing that arrived, from either side,
 * is ever among it: a dropped payload without a row is told, never deleted.
 */
final class Leftovers {
  private static final Duration DAY = Duration.ofDays(1);

  private final Home home;
  private final List<Channel> channels;
  private final Clock clock;

  Leftovers(Home home, List<Channel> channels, Clock clock) {
    this.home = home;
    this.channels = channels;
    this.clock = clock;
  }

  /** What a sweep came to. */
  record Swept(int files, List<Path> unknown) {
    /** What an admin must see, if there is anything. */
    Optional<String> news(Home home) {
      return unknown.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "the spool holds %d messages that the ledger does not know, %s among them. Nothing of them was deleted. Was an older ledger restored? Stop the service and make the ledger again from the spool: portage rebuild-ledger"
                  .formatted(unknown.size(), home.show(unknown.get(0))));
    }
  }

  /**
   * Deletes the probes of dead processes; quick, and safe at any time.
   *
   * @return how many
   */
  int probes() throws IOException {
    Instant now = clock.instant();
    int swept = Probe.sweep(home.spool(), now) + Probe.sweep(home.spool().resolve("work"), now);
    for (Channel channel : channels) {
      swept += Probe.sweep(channel.outbox(), now);
      swept += Probe.sweep(ChannelTrials.claimed(channel), now);
      swept += Probe.sweep(channel.inbox(), now);
      swept += Probe.sweep(ChannelTrials.temporary(channel), now);
      swept += old(ChannelTrials.temporary(channel), "probe-*.tmp");
    }
    return swept;
  }

  /** Deletes every leftover that is older than a day. */
  Swept sweep(Ledger ledger) throws IOException {
    int files = probes();
    files += old(home.spool().resolve("work"), "*");
    files += old(home.spool().resolve("backup"), ".*.unfinished*");
    List<Path> unknown = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.spool().resolve("out"))) {
      for (Path folder : folders) {
        if (aged(folder) && ledger.message(folder.getFileName().toString()).isEmpty()) {
          files += orphan(folder, unknown);
        }
      }
    }
    return new Swept(files, unknown);
  }

  /** Packed bytes can be packed again; a payload cannot, and a sidecar says that a row once was. */
  private static int orphan(Path folder, List<Path> unknown) throws IOException {
    OutFolder files = new OutFolder(folder);
    if (Files.exists(files.payload()) || Files.exists(files.meta())) {
      unknown.add(folder);
      return 0;
    }
    int swept = 0;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path file : left) {
        Files.delete(file);
        swept++;
      }
    }
    Files.delete(folder);
    Durable.forceFolder(folder.toAbsolutePath().getParent());
    return swept;
  }

  private int old(Path folder, String names) throws IOException {
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && aged(file)
            && Files.deleteIfExists(file)) {
          swept++;
        }
      }
    } catch (NoSuchFileException e) {
      return swept;
    }
    return swept;
  }

  private boolean aged(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
        .toInstant()
        .isBefore(clock.instant().minus(DAY));
  }
}
