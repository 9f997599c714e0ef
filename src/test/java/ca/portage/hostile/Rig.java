package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.app.ServiceProcess;
import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The running product as a process of its own, whose gateway has turned hostile. */
final class Rig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String CHANNEL = "cig";

  private final Path home;
  private final Parties parties;
  private final HostileGateway gateway;
  private final ServiceProcess run;
  private final Ledger ledger;

  private Rig(Path home, List<String> javaOptions) throws Exception {
    this.home = home;
    try (SimulatorHome made = SimulatorHome.open(RunningHome.plan(home, GatewayForm.STRICT))) {
      this.parties = Parties.of(made.root());
    }
    this.gateway = new HostileGateway(parties.tls());
    configure();
    this.run = ServiceProcess.start(home, List.of(), javaOptions);
    await().atMost(PATIENCE).until(() -> !run.alive() || run.output().contains("started"));
    if (!run.alive()) {
      throw new IllegalStateException(run.output());
    }
    this.ledger = Ledger.read(new Home(home).ledger());
  }

  /** A home in this folder, and the service running on it. */
  static Rig open(Path home, List<String> javaOptions) throws Exception {
    return new Rig(home, javaOptions);
  }

  /** What an admin may change: addresses, the pace of polling, the waits after a refusal. */
  private void configure() throws IOException {
    edit("config/channels/cig.yaml", "submit: .*", "submit: " + gateway.submit());
    edit("config/channels/cig.yaml", "collect: .*", "collect: " + gateway.collect());
    edit("config/profiles/cig-2026.yaml", "backoff: \\[[^]]*]", "backoff: [50ms]");
    edit("routes/cig.camel.yaml", "delay: \"\\{\\{cig.poll}}\"", "delay: 10");
    Files.writeString(
        home.resolve("config/application.properties"), "portage.free-space-floor-mib=16\n");
  }

  private void edit(String file, String pattern, String with) throws IOException {
    Path path = home.resolve(file);
    String before = Files.readString(path);
    String after = before.replaceFirst(pattern, with);
    if (before.equals(after)) {
      throw new IllegalStateException(file + " holds no " + pattern);
    }
    Files.writeString(path, after);
  }

  Path home() {
    return home;
  }

  Parties parties() {
    return parties;
  }

  HostileGateway gateway() {
    return gateway;
  }

  ServiceProcess run() {
    return run;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Drops a file and gives what the gateway got of it, accepted. */
  Submitted send() throws Exception {
    Submitted sent = send(Reply.status("200 OK"));
    awaitState(sent, State.ACCEPTED);
    return sent;
  }

  /** The same, answered by a script. */
  Submitted send(Script script) throws Exception {
    CompletableFuture<Taken> taken = new CompletableFuture<>();
    gateway.onInterchange(
        (request, line) -> {
          taken.complete(request);
          return script.play(request, line);
        });
    Path aside = Files.createTempFile(home, "drop-", ".tmp");
    Files.write(aside, Forge.edi("SENT"));
    Files.move(
        aside,
        home.resolve("outbox").resolve(CHANNEL).resolve(Bytes.word() + ".edi"),
        StandardCopyOption.ATOMIC_MOVE);
    return Submitted.of(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), parties);
  }

  /**
   * A message whose answer is held back.
   *
   * @param sent as the gateway got it
   */
  record Waiting(Rig rig, Submitted sent, CountDownLatch latch) {
    /** Answers 200 once its receipt has settled it. */
    void answerOnceSettled() {
      rig.awaitState(sent, State.DONE);
      latch.countDown();
    }
  }

  Waiting sendWithoutAnswer() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    Submitted sent =
        send(
            (request, line) -> {
              try {
                if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                  throw new IOException("nobody settled it");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
              }
              return Reply.status("200 OK").play(request, line);
            });
    return new Waiting(this, sent, latch);
  }

  Optional<Message> message(String messageId) {
    return ledger.byMessageId(CHANNEL, Direction.OUT, messageId);
  }

  private void awaitState(Submitted sent, State state) {
    await()
        .atMost(PATIENCE)
        .until(() -> message(sent.messageId()).map(Message::state).equals(Optional.of(state)));
  }

  @Override
  public void close() throws IOException {
    run.close();
    ledger.close();
    gateway.close();
  }
}
