package ca.portage.harness;

import ca.portage.harness.power.LoopDevices;
import ca.portage.harness.power.LoopDisk;
import ca.portage.ledger.State;
import ca.portage.simulator.SimulatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One home through many power cuts, each on the image that the one before left: started, worked on,
 * cut, looked at; at the end it is let to finish, cut once more at rest, and both sides are
 * compared.
 */
final class Lineage implements AutoCloseable {
  private static final int MOST_REQUESTS = 16;
  private static final int LONGEST_PAUSE_MILLIS = 300;
  private static final int LONGEST_START_MILLIS = 1500;
  private static final int ONE_IN = 4;

  private final Path disks;
  private final PoweredHome home;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Finding> missing = new ArrayList<>();
  private final ScheduledExecutorService broker = Executors.newSingleThreadScheduledExecutor();
  private int images;
  private int whileStarting;
  private int lostAnswers;
  private Duration slowestStart = Duration.ZERO;

  private Lineage(Path disks, PoweredHome home) {
    this.disks = disks;
    this.home = home;
  }

  /** A new home on new disks. */
  static Lineage begin(LoopDisk.FileSystem kind, Path gateway, Swallowed swallowed)
      throws Exception {
    Path disks = LoopDevices.folder();
    try {
      return new Lineage(disks, PoweredHome.make(kind, disks, gateway, swallowed));
    } catch (Exception | Error e) {
      LoopDevices.delete(disks);
      throw e;
    }
  }

  /** Cuts the power at random moments under load, every fourth time while the service starts. */
  void cutUnderLoad(int times) throws Exception {
    ScheduledFuture<?> work =
        broker.scheduleWithFixedDelay(this::work, 0, 30, TimeUnit.MILLISECONDS);
    for (int cut = 0; cut < times; cut++) {
      home.start();
      boolean starting = random.nextInt(ONE_IN) == 0;
      if (starting) {
        whileStarting++;
        pass(random.nextInt(LONGEST_START_MILLIS));
      } else {
        awaitStarted();
        home.awaitRequests(random.nextInt(MOST_REQUESTS));
        pass(random.nextInt(LONGEST_PAUSE_MILLIS));
      }
      cut();
      if (work.isDone()) {
        work.get();
      }
    }
    work.cancel(false);
  }

  /** Lets everything end, cuts the power of a machine at rest, and starts once more. */
  void cutAtRest() throws Exception {
    home.start();
    awaitStarted();
    finish();
    cut();
    home.start();
    awaitStarted();
    finish();
    home.stop();
  }

  /** Lets everything end. */
  private void finish() throws Exception {
    home.rest();
    lostAnswers += home.drain();
  }

  /** Lets some files be fetched, and cuts the power once the gateway knows that the last came. */
  void cutOnceDelivered(int files) throws Exception {
    for (int i = 0; i < files; i++) {
      home.offer();
    }
    home.start();
    awaitStarted();
    Awaitility.await(files + " files to be acknowledged")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> home.acknowledged() >= files);
    cut();
  }

  private void cut() throws Exception {
    home.cutPower();
    images++;
    home.missing().stream()
        .map(f -> new Finding(f.harm(), "image " + images + ", seed " + seed + ": " + f.what()))
        .forEach(missing::add);
  }

  private void work() {
    try {
      home.work();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitStarted() {
    long begun = System.nanoTime();
    home.awaitStarted();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
  }

  private static void pass(int millis) {
    Awaitility.await()
        .pollDelay(Duration.ofMillis(millis))
        .timeout(Duration.ofMinutes(1))
        .until(() -> true);
  }

  /** What the gateway knew and an image did not, over all images. */
  List<Finding> missing() {
    return List.copyOf(missing);
  }

  /** How much of one kind of harm there is in the images. */
  long missing(Harm harm) {
    return missing.stream().filter(finding -> finding.harm() == harm).count();
  }

  /** The books of both sides. */
  Balance balance() throws Exception {
    return Balance.of(home.books(), EnumSet.noneOf(State.class));
  }

  int images() {
    return images;
  }

  /** One line for a report. */
  @Override
  public String toString() {
    return "%d cuts while the service started; slowest start %.1f s; %d items queued again that a cut took with an answer"
        .formatted(whileStarting, slowestStart.toMillis() / 1000.0, lostAnswers);
  }

  @Override
  public void close() throws IOException, SimulatorException {
    broker.shutdownNow();
    try {
      home.close();
    } finally {
      LoopDevices.delete(disks);
    }
  }
}
