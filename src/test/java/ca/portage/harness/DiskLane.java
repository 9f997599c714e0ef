package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.ServiceProcess;
import ca.portage.content.Content;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.Seen;
import ca.portage.simulator.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A lane whose spool is a small file system of its own and whose inbox is a share, with a gateway
 * that forgets a message before its answer is out and can be stopped in the middle of a poll.
 */
final class DiskLane implements AutoCloseable {
  static final int FLOOR_MIB = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Lane lane;
  final Mount spool;
  final Mount inbox;
  private final List<String> dropped = new ArrayList<>();
  private final AtomicReference<Pause> pause = new AtomicReference<>();
  private ServiceProcess service;
  private int names;

  private record Pause(CountDownLatch decided, CountDownLatch go) {}

  /** What goes wrong. */
  @FunctionalInterface
  interface Fault {
    void happen() throws Exception;
  }

  DiskLane(Path folder) throws Exception {
    this(folder, FLOOR_MIB);
  }

  /**
   * The lane in a folder.
   *
   * @param floorMib the floor of free space; the spool's file system has four times as much
   */
  DiskLane(Path folder, int floorMib) throws Exception {
    Path share = Files.createDirectories(folder.resolve("share"));
    lane = Lane.open(Files.createDirectory(folder.resolve("home")), GatewayForm.STRICT, floorMib);
    spool = Mount.memory(Files.createDirectory(spoolFolder()), 4 * floorMib);
    inbox = Mount.share(share, lane.inbox());
    lane.gateway().emptyQueueBeforeAnswer(true);
    lane.gateway().watch(this::seen);
  }

  private void seen(Seen request) {
    if (request.path().endsWith("Get0") && request.status() == 200) {
      Pause here = pause.getAndSet(null);
      if (here != null) {
        here.decided().countDown();
        wait(here.go());
      }
    }
  }

  private static boolean wait(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Path spoolFolder() {
    return lane.root().resolve("spool");
  }

  Path ballast() {
    return spoolFolder().resolve("ballast");
  }

  /** Starts the service unless it runs, and waits until it polls. */
  void start(String... prefix) throws IOException {
    if (service == null || !service.alive()) {
      long before = polls();
      Lane.forgetDeaths(lane.root());
      service = ServiceProcess.start(lane.root(), List.of(prefix), List.of(ServiceProcess.QUICK));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(!service.alive() || polls() > before).as(output()).isTrue());
    }
  }

  /** Starts the service and waits until it says so, whether it polls or not. */
  void startOnly() throws IOException {
    launch();
    await()
        .atMost(PATIENCE)
        .until(() -> !service.alive() || output().contains("started; channels"));
    assertThat(service.alive()).as(output()).isTrue();
  }

  ServiceProcess launch() throws IOException {
    return service = lane.start();
  }

  ServiceProcess service() {
    return service;
  }

  String output() throws IOException {
    return service.output();
  }

  void kill() throws InterruptedException {
    if (service != null) {
      service.kill();
    }
  }

  /** A file of the broker's to be sent. */
  void drop() throws IOException {
    Sample sample = lane.sample(Samples.names().get(0));
    lane.drop(++names + "-" + sample.fileName(), sample.content().toBytes(1 << 20));
    dropped.add(Books.sha256(sample.content()));
  }

  /** An interchange of the gateway's of at least so many bytes. */
  void offer(int bytes) throws IOException {
    byte[] text = (++names + " " + "CADEX ".repeat(bytes / 6)).getBytes(StandardCharsets.US_ASCII);
    lane.gateway().offer(lane.sender(), Content.of(text), "application/edi-consent");
  }

  /** Lets something happen while the gateway has decided an answer and not yet written it. */
  void whileAnAnswerIsOnItsWay(int bytes, Fault fault) throws Exception {
    Pause here = new Pause(new CountDownLatch(1), new CountDownLatch(1));
    pause.set(here);
    offer(bytes);
    try {
      assertThat(wait(here.decided())).as("polled: %s", output()).isTrue();
      fault.happen();
    } finally {
      here.go().countDown();
    }
  }

  /** How many download requests the gateway has seen. */
  long polls() {
    return lane.gateway().seen().stream().filter(s -> s.path().endsWith("Get0")).count();
  }

  long answersStored() throws IOException {
    try (Stream<Path> files = Files.list(spoolFolder().resolve("in"))) {
      return files.filter(f -> f.toString().endsWith(".raw")).count();
    }
  }

  /** Drops a file, and sees for a while that nothing is taken, sent or asked for. */
  void assertNothingNewBegins() throws IOException {
    drop();
    long seen = lane.gateway().seen().size();
    await()
        .during(Duration.ofMillis(2500))
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(lane.gateway().seen()).as(output()).hasSize((int) seen);
              assertThat(waitingInOutbox()).isEqualTo(1);
            });
  }

  private long waitingInOutbox() throws IOException {
    try (Stream<Path> files = Files.list(lane.outbox())) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** Waits until it polls again; not longer than the promise says. */
  Duration resumed(long pollsBefore) {
    long since = System.nanoTime();
    await().atMost(Duration.ofSeconds(60)).until(() -> polls() > pollsBefore);
    return Duration.ofNanos(System.nanoTime() - since);
  }

  void awaitQuiet() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(unfinished()).as(output()).isEmpty());
  }

  boolean quiet() throws IOException {
    return unfinished().isEmpty();
  }

  private List<String> unfinished() throws IOException {
    List<String> found = new ArrayList<>();
    if (waitingInOutbox() > 0) {
      found.add("outbox");
    }
    lane.gateway().outgoing(lane.sender()).stream()
        .filter(Outgoing::waiting)
        .forEach(item -> found.add("waits at the gateway: " + item.messageId()));
    try (Ledger ledger = lane.ledger()) {
      List<Message> messages = ledger.messages(Filter.newest(100_000));
      messages.stream()
          .filter(m -> !m.state().terminal())
          .forEach(m -> found.add(m.id() + " is " + m.state()));
      long out = messages.stream().filter(m -> m.file().isPresent()).count();
      if (out < dropped.size()) {
        found.add(dropped.size() - out + " dropped files are not in the ledger");
      }
    }
    return found;
  }

  /** Both sides compared once nothing is left to do. */
  Balance settled() throws Exception {
    awaitQuiet();
    // The rows of downloads are closed a moment after those of their messages.
    AtomicReference<Balance> even = new AtomicReference<>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              Balance balance = lane.balance(dropped);
              balance.assertEven();
              even.set(balance);
            });
    return even.get();
  }

  List<String> lost() throws Exception {
    return lane.books(dropped).unseen();
  }

  @Override
  public void close() throws IOException, SimulatorException {
    try {
      kill();
      inbox.away();
      spool.away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the lane was taken down", e);
    } finally {
      lane.close();
    }
  }
}
