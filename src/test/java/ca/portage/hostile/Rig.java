package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.app.ServiceProcess;
import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The running product as a process of its own, whose gateway has turned hostile. */
final class Rig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(4);
  static final String CHANNEL = "cig";

  private static final int BATCH = 20;

  private final Path home;
  private final Trap trap = new Trap();
  private final Deque<Submitted> accepted = new ArrayDeque<>();
  private final Parties parties;
  private final HostileGateway gateway;
  private final ServiceProcess run;
  private final Ledger ledger;

  private Rig(Path home, List<String> javaOptions) throws Exception {
    this.home = home;
    try (SimulatorHome made = SimulatorHome.open(RunningHome.plan(home, GatewayForm.STRICT))) {
      this.parties = Parties.of(made.root(), trap.uri());
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

  Trap trap() {
    return trap;
  }

  ServiceProcess run() {
    return run;
  }

  Ledger ledger() {
    return ledger;
  }

  /** A message of ours that the gateway has accepted; nobody else is given it. */
  Submitted send() throws Exception {
    if (accepted.isEmpty()) {
      prepare();
    }
    return accepted.remove();
  }

  /** Many at once: one by one each would wait for the pace of every route. */
  private void prepare() throws Exception {
    int before = interchanges().size();
    for (int i = 0; i < BATCH; i++) {
      drop(Bytes.word() + ".edi", Forge.edi("SENT" + Bytes.word()));
    }
    await().atMost(PATIENCE).until(() -> interchanges().size() >= before + BATCH);
    for (Taken request : interchanges().subList(before, before + BATCH)) {
      Submitted sent = Submitted.of(request, parties);
      awaitState(sent.messageId(), State.ACCEPTED);
      accepted.add(sent);
    }
  }

  private List<Taken> interchanges() {
    return gateway.submitted().stream().filter(Taken::isInterchange).toList();
  }

  /** Another message, answered by a script. */
  Submitted send(Script script) throws Exception {
    CompletableFuture<Taken> taken = new CompletableFuture<>();
    gateway.onInterchange(
        (request, line) -> {
          taken.complete(request);
          return script.play(request, line);
        });
    drop(Bytes.word() + ".edi", Forge.edi("SENT" + Bytes.word()));
    return Submitted.of(taken.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), parties);
  }

  /** Puts a file into the drop folder, whole from the start. */
  void drop(String name, byte[] content) throws IOException {
    Path aside = Files.createTempFile(home, "drop-", ".tmp");
    Files.write(aside, content);
    Files.move(
        aside,
        home.resolve("outbox").resolve(CHANNEL).resolve(name),
        StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A message whose answer is held back.
   *
   * @param sent as the gateway got it
   */
  record Waiting(Rig rig, Submitted sent, CountDownLatch latch) {
    /** Answers 200 once its receipt has settled it. */
    void answerOnceSettled() {
      rig.awaitState(sent.messageId(), State.DONE);
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

  /** A message of ours, by its id on the wire or by the name of its file. */
  Optional<Message> message(String name) {
    if (name.startsWith("<")) {
      return ledger.byMessageId(CHANNEL, Direction.OUT, name);
    }
    return ledger
        .messages(
            new Filter(
                Optional.of(CHANNEL),
                Optional.empty(),
                Optional.of(Direction.OUT),
                Optional.of(Kind.INTERCHANGE),
                1_000))
        .stream()
        .filter(m -> m.file().equals(Optional.of(name)))
        .findFirst();
  }

  Message awaitState(String name, State state) {
    await()
        .atMost(PATIENCE)
        .until(() -> message(name).map(Message::state).equals(Optional.of(state)));
    return message(name).orElseThrow();
  }

  /** Waits until everything about a message of theirs is done, its receipt included. */
  void awaitClosed(String messageId) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ledger
                    .byMessageId(CHANNEL, Direction.IN, messageId)
                    .map(Message::state)
                    .equals(Optional.of(State.CLOSED)));
  }

  @Override
  public void close() throws IOException {
    run.close();
    ledger.close();
    gateway.close();
    trap.close();
  }
}
