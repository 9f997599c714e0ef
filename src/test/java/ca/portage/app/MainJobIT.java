package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.ReceivedInterchange;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.Seen;
import ca.portage.simulator.SimulatorHome;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real {@code run} process against the simulated gateway, counted on both sides. */
class MainJobIT {
  private static final int FILES = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** A careless service file: what Portage makes is private all the same. */
  private static final List<String> OPEN_TO_ALL =
      List.of("sh", "-c", "umask 0000; exec \"$@\"", "sh");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(GatewayForm.class)
  void fiftyFilesOutAndFiftyInWithEveryRequestAccountedFor(GatewayForm form) throws Exception {
    try (SimulatorHome home = home(form);
        ServiceProcess run = ServiceProcess.start(folder, OPEN_TO_ALL)) {
      awaitLedger(run);
      Samples samples = new Samples(Clock.systemUTC(), new SecureRandom());
      Set<String> sent = new HashSet<>();
      List<String> names = Samples.names();
      for (int i = 0; i < FILES; i++) {
        Sample sample = samples.fresh(names.get(i % names.size()));
        sent.add(sha(sample.content()));
        drop(home, sample);
      }
      try (Ledger ledger = Ledger.read(new Home(folder).ledger())) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  assertThat(run.alive()).as(run.output()).isTrue();
                  assertThat(states(ledger, Direction.OUT, Kind.INTERCHANGE, FILES))
                      .containsOnly(State.DONE);
                  assertThat(states(ledger, Direction.IN, Kind.INTERCHANGE, FILES))
                      .containsOnly(State.CLOSED);
                });
        assertThat(run.terminate(Duration.ofSeconds(20))).as(run.output()).isZero();
        assertThat(run.output())
            .as("one line an event, with channel, message and state")
            .contains(" cig ")
            .contains(" DONE ")
            .contains(" CLOSED ");
        inboxHoldsWhatTheGatewaySent(home);
        gatewayHoldsWhatWasDropped(home, sent);
        everyRequestIsInTheLedger(home, ledger);
        assertThat(ledger.alerts(10)).isEmpty();
      }
      nobodyElseCanRead(folder.resolve("spool"));
      nobodyElseCanRead(folder.resolve("inbox/cig"));
    }
  }

  @Test
  void aSecondRunOnTheSameHomeRefusesToStart() throws Exception {
    try (SimulatorHome home = home(GatewayForm.STRICT);
        ServiceProcess first = ServiceProcess.start(folder)) {
      awaitLedger(first);
      Path other = Files.createDirectory(folder.resolve("second"));
      Process second =
          new ProcessBuilder(
                  Path.of("bin", "portage").toAbsolutePath().toString(),
                  "run",
                  "--home",
                  home.root().toString())
              .redirectErrorStream(true)
              .redirectOutput(other.resolve("out").toFile())
              .start();
      assertThat(second.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(75);
      assertThat(Files.readString(other.resolve("out"))).contains("process ");
      assertThat(first.alive()).isTrue();
    }
  }

  private SimulatorHome home(GatewayForm form) throws Exception {
    SimulatorHome home = SimulatorHome.open(RunningHome.plan(folder, form));
    Files.writeString(
        folder.resolve("config").resolve("application.properties"),
        "portage.free-space-floor-mib=16\n");
    return home;
  }

  private void awaitLedger(ServiceProcess run) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(run.alive()).as(run.output()).isTrue();
              assertThat(run.output()).contains("started");
            });
  }

  private static void drop(SimulatorHome home, Sample sample) throws IOException {
    Path aside = Files.createTempFile(home.root(), "drop-", ".tmp");
    Files.write(aside, sample.content().toBytes(1 << 20));
    Files.move(aside, home.outbox().resolve(sample.fileName()));
  }

  private static List<State> states(Ledger ledger, Direction direction, Kind kind, int size) {
    List<Message> messages = messages(ledger, direction, kind);
    assertThat(messages).hasSize(size);
    return messages.stream().map(Message::state).toList();
  }

  private static List<Message> messages(Ledger ledger, Direction direction, Kind kind) {
    return ledger.messages(
        new Filter(
            Optional.empty(), Optional.empty(), Optional.of(direction), Optional.of(kind), 10_000));
  }

  private static void inboxHoldsWhatTheGatewaySent(SimulatorHome home) throws Exception {
    List<Outgoing> interchanges =
        home.simulator().outgoing(home.sender()).stream().filter(o -> !o.receipt()).toList();
    assertThat(interchanges).hasSize(FILES).allMatch(o -> o.acknowledgement().isPresent());
    assertThat(interchanges).allMatch(o -> o.acknowledgement().orElseThrow().processed());
    Clear clear = Clear.of(home.root());
    List<String> offered = new ArrayList<>();
    for (Outgoing outgoing : interchanges) {
      offered.add(sha(clear.content(outgoing)));
    }
    List<String> delivered = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.inbox())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        delivered.add(sha(Content.of(file)));
      }
    }
    assertThat(delivered).containsExactlyInAnyOrderElementsOf(offered);
  }

  private static void gatewayHoldsWhatWasDropped(SimulatorHome home, Set<String> sent)
      throws IOException {
    List<ReceivedInterchange> received = home.simulator().interchanges();
    Set<String> arrived = new HashSet<>();
    for (ReceivedInterchange interchange : received) {
      arrived.add(sha(interchange.content()));
      assertThat(interchange.repeats()).isZero();
    }
    assertThat(received)
        .hasSize(FILES)
        .extracting(ReceivedInterchange::messageId)
        .doesNotHaveDuplicates();
    assertThat(arrived).isEqualTo(sent);
  }

  private static void everyRequestIsInTheLedger(SimulatorHome home, Ledger ledger) {
    List<Seen> seen = home.simulator().seen();
    long puts = seen.stream().filter(s -> s.path().endsWith("Put0")).count();
    long gets = seen.stream().filter(s -> s.path().endsWith("Get0")).count();
    List<Message> out = new ArrayList<>(messages(ledger, Direction.OUT, Kind.INTERCHANGE));
    out.addAll(messages(ledger, Direction.OUT, Kind.RECEIPT));
    List<Attempt> attempts = out.stream().flatMap(m -> ledger.attempts(m.id()).stream()).toList();
    assertThat(attempts).hasSize((int) puts).allMatch(a -> a.ended().isPresent());
    assertThat(attempts).hasSize(2 * FILES);
    assertThat(ledger.downloads("cig", 10_000)).hasSize((int) gets);
  }

  private static void nobodyElseCanRead(Path made) throws IOException {
    try (Stream<Path> all = Files.walk(made)) {
      // SQLite unpacks its library into native/, with modes of its own inside a folder of ours.
      assertThat(all.filter(f -> !f.getParent().endsWith("native")))
          .isNotEmpty()
          .allSatisfy(
              f ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                      .as("%s", f)
                      .endsWith("------"));
    }
  }

  private static String sha(Content content) throws IOException {
    return Sha256.of(content).sha256Hex();
  }
}
