package ca.portage.care;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.config.TestHome;
import ca.portage.ledger.Alert;
import ca.portage.ledger.HandClock;
import ca.portage.ledger.Ledger;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with one channel, its spool and ledger open, and a clock turned by hand. */
abstract class CareCase {
  static final long FLOOR_BYTES = 1 << 20;

  @TempDir Path folder;
  final HandClock clock = new HandClock();
  Home home;
  Channel channel;
  Spool spool;
  Ledger ledger;

  @BeforeEach
  void open() throws Exception {
    TestHome made = new TestHome(folder).channel("cig", TestHome.SMALLEST_CHANNEL);
    home = made.home;
    channel = made.loader().channel("cig");
    Files.createDirectories(channel.outbox().resolve(".portage/claimed"));
    Files.createDirectories(channel.inbox().resolve(".portage/tmp"));
    spool = Spool.open(home.spool());
    ledger = Ledger.open(home.ledger(), clock);
  }

  @AfterEach
  void close() throws IOException {
    ledger.close();
    spool.close();
  }

  List<Trial> selfTest() throws IOException {
    return new SelfTest(home, List.of(channel), Optional.of(ledger), FLOOR_BYTES, clock)
        .run(Optional.of(ProcessHandle.current().pid()));
  }

  Trial trial(String subject) throws IOException {
    return selfTest().stream().filter(t -> t.subject().equals(subject)).findFirst().orElseThrow();
  }

  List<String> alerts() {
    return ledger.alerts(100).stream().map(Alert::text).toList();
  }

  /** A file that was written this long before the hand clock's time. */
  Path old(Path file, Duration age) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    return age(file, age);
  }

  Path age(Path file, Duration age) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
  }
}
