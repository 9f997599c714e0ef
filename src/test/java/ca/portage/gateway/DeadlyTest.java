package ca.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ediint.MessageIds;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.State;
import ca.portage.ledger.Ulid;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import ca.portage.spool.WorkMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ended the process three times is held at the next start, unless it may have arrived. */
class DeadlyTest {
  private static final String ID = "01JQ0000000000000000000001";
  private static final String DOWNLOAD = "01JQ0000000000000000000009";
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  @BeforeEach
  void makeTheHome() throws Exception {
    SimulatorHome.open(
            SimulatorPlan.of(folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, CLOCK))
        .close();
  }

  @Test
  void aClaimedFileIsHeldAndTold() throws Exception {
    deaths(ID, WorkMarks.LIMIT);
    try (Started home = new Started()) {
      home.claim();
      home.start();
      assertThat(home.message().state()).isEqualTo(State.HELD);
      assertThat(home.alerts()).singleElement().asString().contains("Portage ended 3 times");
      assertThat(home.spool.marks().deaths(ID)).as("a release gives it new tries").isZero();
    }
  }

  @Test
  void twoDeathsMayBeChance() throws Exception {
    deaths(ID, WorkMarks.LIMIT - 1);
    try (Started home = new Started()) {
      home.claim();
      home.start();
      assertThat(home.message().state()).isEqualTo(State.CLAIMED);
      assertThat(home.alerts()).isEmpty();
    }
  }

  @Test
  void aReceivedPartIsHeldForAnOperator() throws Exception {
    deaths(ID, WorkMarks.LIMIT);
    try (Started home = new Started()) {
      home.part();
      home.start();
      assertThat(home.message().state()).isEqualTo(State.HELD);
      assertThat(home.message().due()).isEmpty();
    }
  }

  @Test
  void aPartOnItsWayIntoTheInboxMayHaveArrivedAndRestsInstead() throws Exception {
    deaths(ID, WorkMarks.LIMIT);
    try (Started home = new Started()) {
      home.part();
      home.ledger.verified(ID, Kind.INTERCHANGE, "<a@gateway.example>", "AAAA, sha1");
      home.ledger.delivering(ID, "a.tmp", "a.edi");
      home.start();
      assertThat(home.message().state()).isEqualTo(State.DELIVERING);
      assertThat(home.spool.marks().rests(ID)).isTrue();
      assertThat(home.alerts()).singleElement().asString().contains("every quarter of an hour");
    }
  }

  private void deaths(String id, int count) throws Exception {
    Path marks = Files.createDirectories(folder.resolve("spool").resolve("deadly"));
    Files.writeString(marks.resolve(id + ".deaths"), Integer.toString(count));
  }

  /** A home as a start finds it. */
  private final class Started implements AutoCloseable {
    final Spool spool = Spool.open(new Home(folder).spool());
    final Room room = Room.open(new Home(folder).spool(), 0);
    final Ledger ledger = Ledger.open(new Home(folder).ledger(), CLOCK);

    Started() throws Exception {
      assertThat(spool.salvaged()).isEmpty();
    }

    void claim() {
      ledger.claim(
          new NewClaim(ID, "cig", "a.edi", "a".repeat(64), 3, Optional.empty(), Duration.ZERO));
    }

    void part() {
      ledger.openDownload(DOWNLOAD, "cig", "<p@broker.example>");
      ledger.stored(DOWNLOAD, 5000, "b".repeat(64), true);
      ledger.part(DOWNLOAD, 0, "cig", ID, 500, Optional.empty());
    }

    void start() throws Exception {
      ConfigLoader loader = new ConfigLoader(new Home(folder));
      Channel channel = loader.channel("cig");
      SecureRandom random = new SecureRandom();
      new Deadly(
              new Workbench(
                  channel,
                  loader.profile(channel.profile()),
                  ledger,
                  spool,
                  new MessageIds(CLOCK, random, "broker.example"),
                  new Ulid(CLOCK, random),
                  CLOCK,
                  new InFlight(),
                  room))
          .hold();
    }

    Message message() {
      return ledger.message(ID).orElseThrow();
    }

    List<String> alerts() {
      return ledger.alerts(10).stream().map(Alert::text).toList();
    }

    @Override
    public void close() throws IOException {
      ledger.close();
      room.close();
      spool.close();
    }
  }
}
