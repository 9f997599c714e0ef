package ca.portage.harness;

import ca.portage.app.ServiceProcess;
import ca.portage.config.Home;
import ca.portage.harness.power.LoopDisk;
import ca.portage.harness.power.Machine;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.SimulatorException;
import ca.portage.spool.Durable;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A home on a {@link Machine}, with the gateway outside of it: when the power goes the gateway
 * stays, and remembers what it was told.
 */
final class PoweredHome implements AutoCloseable {
  /** It is started so often that the second compiler would never earn what it costs. */
  private static final int MOST_UNDER_WAY = 12;

  private static final Duration STARTING = Duration.ofSeconds(90);
  private static final Duration DRAINING = Duration.ofMinutes(2);

  private final Lane lane;
  private final Machine machine;
  private final Swallowed swallowed;
  private final List<String> dropped = new ArrayList<>();
  private final List<String> names = Samples.names();
  private ServiceProcess service;
  private boolean powered = true;
  private boolean resting;
  private int offered;

  private PoweredHome(Lane lane, Machine machine, Swallowed swallowed) {
    this.lane = lane;
    this.machine = machine;
    this.swallowed = swallowed;
  }

  /**
   * Makes a machine with a home on it.
   *
   * @param folder empty, for the disks
   * @param gateway empty, for the gateway
   * @param swallowed what the service forces in vain
   */
  static PoweredHome make(LoopDisk.FileSystem kind, Path folder, Path gateway, Swallowed swallowed)
      throws Exception {
    Lane lane = Lane.open(gateway, GatewayForm.STRICT, 16);
    Machine machine = Machine.make(kind, folder);
    PoweredHome home = new PoweredHome(lane, machine, swallowed);
    for (String part : List.of("config", "routes")) {
      copy(lane.root().resolve(part), home.root().resolve(part));
    }
    Path channel = new Home(home.root()).channels().resolve("cig.yaml");
    Files.writeString(
        channel,
        Files.readString(channel)
            .replace("outbox: outbox/", "outbox: data/outbox/")
            .replace("inbox: inbox/", "inbox: data/inbox/")
            .replace("poll: 1000ms", "poll: " + swallowed.poll()));
    Files.createDirectories(home.outbox());
    Files.createDirectories(home.inbox());
    machine.sync();
    return home;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  Path root() {
    return machine.home();
  }

  Path outbox() {
    return machine.data().resolve("outbox").resolve("cig");
  }

  Path inbox() {
    return machine.data().resolve("inbox").resolve("cig");
  }

  /** SHA-256 of each file that was dropped and forced. */
  synchronized List<String> dropped() {
    return List.copyOf(dropped);
  }

  void start() throws IOException {
    Lane.forgetDeaths(root());
    service =
        ServiceProcess.start(root(), swallowed.prefix(inbox()), List.of(ServiceProcess.QUICK));
  }

  /** Waits until the service says that it started. */
  void awaitStarted() {
    Awaitility.await("the service to start")
        .atMost(STARTING)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!service.alive()) {
                throw new AssertionError("it ended: " + service.output());
              }
              return service.output().contains(" started;");
            });
  }

  /**
   * Waits until the gateway saw so many more requests, so that a slow machine is cut under load
   * too.
   */
  void awaitRequests(int more) {
    long goal = lane.gateway().seen().size() + more;
    Awaitility.await(more + " more requests")
        .atMost(STARTING)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> lane.gateway().seen().size() >= goal);
  }

  /** One more file to send and, every other time, one more to fetch; unless many are under way. */
  synchronized void work() throws IOException {
    if (!powered
        || resting
        || lane.gateway().interchanges().size() + MOST_UNDER_WAY < dropped.size()) {
      return;
    }
    Sample sample = lane.sample(names.get(dropped.size() % names.size()));
    // What a broker's software says it wrote must be on the disk, or it could lose it by itself.
    Durable.write(outbox().resolve(sample.fileName()), sample.content());
    dropped.add(Sha256.of(sample.content()).sha256Hex());
    if (dropped.size() % 2 == 0) {
      offer();
    }
  }

  /** One more file to fetch. */
  synchronized void offer() throws IOException {
    Sample sample = lane.sample(names.get(offered++ % names.size()));
    lane.gateway().offer(lane.sender(), sample.content(), sample.mediaType());
  }

  /** No more files are dropped from now on. */
  synchronized void rest() {
    resting = true;
  }

  /**
   * Waits until everything that is under way has ended. What the gateway handed out in an answer
   * that the power cut short is queued again, as its help desk can do when it is asked.
   *
   * @return how many items the cuts had taken so
   */
  int drain() throws Exception {
    int lost = 0;
    while (true) {
      Awaitility.await("the service to have nothing left to do")
          .atMost(DRAINING)
          .pollInterval(Duration.ofMillis(250))
          .until(this::nothingUnderWay);
      int unseen = books().unseen().size();
      if (unseen == 0) {
        return lost;
      }
      lost += unseen;
      lane.gateway().requeue(lane.sender());
    }
  }

  private boolean nothingUnderWay() throws Exception {
    if (!service.alive()) {
      throw new AssertionError("it ended: " + service.output());
    }
    return UnderWay.nothing(lane, new Home(root()).ledger(), dropped().size());
  }

  /** What both sides hold at this moment. */
  Books books() throws Exception {
    return lane.books(root(), inbox(), dropped());
  }

  /** What the gateway knows and the disk does not. */
  List<Finding> missing() throws Exception {
    return Acknowledged.missing(lane.gateway(), lane.sender(), new Home(root()).ledger(), inbox());
  }

  /** Cuts the power and brings the machine back, with the service not started. */
  synchronized void cutPower() throws IOException, InterruptedException {
    powered = false;
    machine.cut(service);
    powered = true;
  }

  /** Stops the service as a service manager does. */
  void stop() throws Exception {
    int code = service.terminate(Duration.ofSeconds(60));
    if (code != 0) {
      throw new AssertionError("it ended with " + code + ": " + service.output());
    }
  }

  /** How many interchanges the gateway has our receipt for. */
  long acknowledged() {
    return lane.gateway().outgoing(lane.sender()).stream()
        .filter(item -> item.acknowledgement().isPresent())
        .count();
  }

  @Override
  public void close() throws IOException, SimulatorException {
    synchronized (this) {
      powered = false;
      if (service != null) {
        service.close();
      }
    }
    try {
      machine.close();
    } finally {
      lane.close();
    }
  }
}
