package ca.portage.gateway.inbound;

import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ediint.MessageIds;
import ca.portage.gateway.InFlight;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Ulid;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The workbench of a channel of a home that nothing runs on. */
abstract class BenchCase {
  static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  Spool spool;
  Ledger ledger;
  Workbench bench;
  private Room room;

  @BeforeEach
  void open() throws Exception {
    SimulatorHome.open(
            SimulatorPlan.of(folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, CLOCK))
        .close();
    Home home = new Home(folder);
    spool = Spool.open(home.spool());
    room = Room.open(home.spool(), 0);
    ledger = Ledger.open(home.ledger(), CLOCK);
    bench = bench(home);
  }

  @AfterEach
  void close() throws Exception {
    ledger.close();
    room.close();
    spool.close();
  }

  private Workbench bench(Home home) throws Exception {
    ConfigLoader loader = new ConfigLoader(home);
    Channel channel = loader.channel("cig");
    SecureRandom random = new SecureRandom();
    return new Workbench(
        channel,
        loader.profile(channel.profile()),
        ledger,
        spool,
        new MessageIds(CLOCK, random, "broker.example"),
        new Ulid(CLOCK, random),
        CLOCK,
        new InFlight(),
        room);
  }
}
