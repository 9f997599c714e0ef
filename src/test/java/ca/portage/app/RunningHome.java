package ca.portage.app;

import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.Simulator;
import ca.portage.simulator.SimulatorException;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A home with a simulated gateway, and the service running on it in this process. */
public final class RunningHome implements AutoCloseable {
  private final SimulatorHome home;
  private final Samples samples = new Samples(Clock.systemUTC(), new SecureRandom());
  private Service service;

  public RunningHome(Path folder, GatewayForm form) throws Exception {
    this.home = SimulatorHome.open(plan(folder, form));
    Files.writeString(
        folder.resolve("config").resolve("application.properties"),
        "portage.free-space-floor-mib=16\n");
  }

  public static SimulatorPlan plan(Path folder, GatewayForm form) {
    return new SimulatorPlan(
        folder,
        Path.of("").toAbsolutePath(),
        form,
        0,
        Duration.ofSeconds(1),
        Duration.ofMillis(200),
        Clock.systemUTC());
  }

  public RunningHome start() throws Exception {
    return start(Clock.systemUTC());
  }

  /** Starts at another time of the clock on the wall. */
  public RunningHome start(Clock clock) throws Exception {
    service =
        Service.start(
            new Home(home.root()),
            (channel, keystore, attempt) -> {
              throw new AssertionError("nobody is there to be asked");
            },
            clock);
    return this;
  }

  public SimulatorHome home() {
    return home;
  }

  public Simulator gateway() {
    return home.simulator();
  }

  public Ledger ledger() {
    return service.ledger();
  }

  /** Drops a fresh sample the way a broker's software should: written aside, then renamed in. */
  public Sample drop(String name) throws IOException {
    Sample sample = samples.fresh(name);
    drop(sample.fileName(), sample.content().toBytes(1 << 20));
    return sample;
  }

  public void drop(String fileName, byte[] bytes) throws IOException {
    Path aside = Files.createTempFile(home.root(), "drop-", ".tmp");
    Files.write(aside, bytes);
    Files.move(aside, home.outbox().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
  }

  public List<Message> messages(Direction direction, Kind kind) {
    return ledger()
        .messages(
            new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(direction),
                Optional.of(kind),
                100_000));
  }

  public List<Path> delivered() throws IOException {
    try (Stream<Path> files = Files.list(home.inbox())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The names in the quarantine folder. */
  public List<String> quarantined() throws IOException {
    Path folder = home.outbox().resolve("quarantine");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** Stops the service; the gateway goes on. */
  public void stop() {
    if (service != null) {
      service.close();
      service = null;
    }
  }

  @Override
  public void close() throws SimulatorException {
    stop();
    home.close();
  }
}
