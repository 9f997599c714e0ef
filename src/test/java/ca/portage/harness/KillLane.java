package ca.portage.harness;

import ca.portage.app.ServiceProcess;
import ca.portage.crash.CrashPoint;
import ca.portage.ledger.Ledger;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One home whose service is ended again and again while files go out and come in. */
final class KillLane implements AutoCloseable {
  private static final int HALTED = 99;
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration REACHING = Duration.ofSeconds(45);
  private static final Duration BETWEEN_FILES = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int LIFE_MILLIS = 1500;
  private static final int START_MILLIS = 1500;
  private static final int BACKLOG = 10;
  private static final int LOOKS_A_COUNT = 8;

  private final Lane lane;
  private final Load load;
  private final Random random;
  private final RecoveryClock clock;
  private final Operator operator;
  private final Map<CrashPoint, Integer> halts = new EnumMap<>(CrashPoint.class);
  private final List<CrashPoint> notReached = new ArrayList<>();
  private int kills;
  private volatile int backlog;

  KillLane(Lane lane, Random random) throws IOException {
    this.lane = lane;
    this.load = new Load(lane, () -> backlog > BACKLOG);
    this.random = random;
    this.clock = new RecoveryClock(lane);
    this.operator = new Operator(lane);
    Path routes = lane.root().resolve("routes").resolve("cig.camel.yaml");
    Files.writeString(routes, Files.readString(routes).replace("delay: 15000", "delay: 1000"));
  }

  /** Has the gateway queue interchanges of its own accord. */
  void offer(int interchanges) throws IOException {
    for (int i = 0; i < interchanges; i++) {
      Sample sample = lane.sample(Samples.names().get(i));
      lane.gateway().offer(lane.sender(), sample.content(), sample.mediaType());
    }
  }

  /**
   * Starts the service and ends it as told: at the crash point, or at a moment of the start, of the
   * recovery, or of the time after it.
   */
  void cycle(Ending ending) throws Exception {
    if (backlog <= BACKLOG) {
      load.drop(2);
    }
    ServiceProcess service = lane.start(ending.options());
    try {
      boolean early = ending.point().isEmpty() && random.nextInt(6) == 0;
      if (early) {
        service.waitFor(Duration.ofMillis(random.nextInt(START_MILLIS)));
        service.kill();
        kills++;
      } else if (started(service)) {
        live(service, ending);
      } else {
        count(service, ending);
      }
    } finally {
      service.kill();
    }
    if (Files.exists(lane.root().resolve("spool").resolve("ledger.db"))) {
      clock.ended();
      backlog = clock.open().size();
    }
  }

  private boolean started(ServiceProcess service) throws Exception {
    long begun = System.nanoTime();
    while (!service.output().contains("started; channels")) {
      if (service.waitFor(LOOK) != -1) {
        return false;
      }
      if (System.nanoTime() - begun > STARTING.toNanos()) {
        throw new AssertionError("the service does not start:\n" + service.output());
      }
    }
    return true;
  }

  private void live(ServiceProcess service, Ending ending) throws Exception {
    boolean halting = ending.point().isPresent();
    boolean recovering = !halting && random.nextBoolean();
    long life =
        halting ? REACHING.toNanos() : Duration.ofMillis(random.nextInt(LIFE_MILLIS)).toNanos();
    long begun = System.nanoTime();
    load.begin(BETWEEN_FILES);
    try (Ledger ledger = lane.ledger()) {
      long from = begun;
      int looks = 0;
      while (service.waitFor(LOOK) == -1 && System.nanoTime() - from < life) {
        clock.look(ledger, System.nanoTime() - begun);
        if (++looks % LOOKS_A_COUNT == 0) {
          backlog = Due.now(ledger, lane).size();
        }
        if (recovering
            && !clock.open().isEmpty()
            && System.nanoTime() - begun < REACHING.toNanos()) {
          from = System.nanoTime();
        }
      }
    } finally {
      load.pause();
    }
    count(service, ending);
  }

  private void count(ServiceProcess service, Ending ending) throws Exception {
    if (ending.point().isEmpty()) {
      if (!service.alive()) {
        throw new AssertionError("the service ended by itself:\n" + service.output());
      }
      kills++;
      return;
    }
    CrashPoint point = ending.point().get();
    if (service.alive()) {
      notReached.add(point);
      return;
    }
    int code = service.waitFor(Duration.ZERO);
    if (code != HALTED) {
      throw new AssertionError("the service ended with " + code + ":\n" + service.output());
    }
    halts.merge(point, 1, Integer::sum);
  }

  /**
   * Lets everything come to its end, without a fault, and compares both sides.
   *
   * @param patience how long; then the balance says what is not at its end
   */
  Balance drain(Duration patience) throws Exception {
    ServiceProcess service = lane.start(Ending.none().options());
    try {
      if (!started(service)) {
        throw new AssertionError("the service does not start:\n" + service.output());
      }
      awaitQuiet(service, patience);
      int code = service.terminate(Duration.ofSeconds(30));
      if (code != 0) {
        throw new AssertionError("the service ended with " + code + ":\n" + service.output());
      }
    } finally {
      service.kill();
    }
    return lane.balance(load.dropped());
  }

  private void awaitQuiet(ServiceProcess service, Duration patience) throws Exception {
    long begun = System.nanoTime();
    try (Ledger ledger = lane.ledger()) {
      List<String> before = List.of();
      while (System.nanoTime() - begun < patience.toNanos()) {
        clock.look(ledger, System.nanoTime() - begun);
        if (service.waitFor(Duration.ofMillis(300)) != -1) {
          throw new AssertionError("the service ended by itself:\n" + service.output());
        }
        List<String> missing = operator.missing(ledger);
        if (missing.isEmpty() && Quiet.all(ledger, lane, load.count())) {
          clock.look(ledger, System.nanoTime() - begun);
          return;
        }
        // Twice the same: what is just being fetched is not missing.
        if (!missing.isEmpty() && missing.equals(before) && Quiet.moving(ledger).isEmpty()) {
          operator.askAgain(ledger, missing);
        }
        before = missing;
      }
    }
  }

  /** Ends the harness's side of it. */
  @Override
  public void close() throws SimulatorException {
    load.close();
    lane.close();
  }

  Lane lane() {
    return lane;
  }

  Load load() {
    return load;
  }

  RecoveryClock clock() {
    return clock;
  }

  Operator operator() {
    return operator;
  }

  /** How often the process ended at each point. */
  Map<CrashPoint, Integer> halts() {
    return halts;
  }

  /** The points that the load did not reach in time. */
  List<CrashPoint> notReached() {
    return notReached;
  }

  int kills() {
    return kills;
  }
}
