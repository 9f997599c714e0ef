package ca.portage.cli;

import ca.portage.app.Service;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.logging.LogSetup;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage demo}: the whole way, on this machine, with fictional data. */
@Command(
    name = "demo",
    header = "Show the whole way in one minute: no setup, no network.",
    description = {
      "%nMakes a home with fresh keys in the temporary folder, starts a simulated gateway on this",
      "machine, runs the real routes, drops sample messages (all fictional) and shows each one",
      "travel until its signed receipt and its reply are in.%n"
    },
    footer = {
      "%nExamples:",
      "  portage demo",
      "  portage demo --keep    and then try your own files, 'portage status', 'portage show ID'",
      "",
      "Exit codes: 0 every receipt and every reply is in, 70 something is not; then the home is",
      "kept for you to look at."
    })
final class Demo implements Callable<Integer> {
  private static final List<String> SAMPLES =
      List.of("cusrep-arrival", "cusrep-query", "govcbr", "cadex");
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int INTERRUPTED = 130;

  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Option(
      names = "--keep",
      description = "Keep the home and leave the gateway running, and say how to use them.")
  private boolean keep;

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private Duration limit = Duration.ofSeconds(60);

  /** How long the messages may take. */
  Demo limit(Duration newLimit) {
    limit = newLimit;
    return this;
  }

  // Any failure of the start is told by Failures.
  @Override
  public Integer call() throws Exception {
    Session session = root.session();
    long startNanos = System.nanoTime();
    Path home = TemporaryHome.make("portage-demo-");
    session.out().println("a home with fresh keys and a simulated gateway in " + home);
    session.out().flush();
    StopSignals.onStop(interrupted::countDown);
    LogSetup.start(home, session.bundle(), LogSetup.Console.SILENT)
        .ifPresent(problem -> session.err().println("portage: " + problem));
    List<String> missing;
    try {
      missing = travel(session, home, startNanos);
    } catch (Exception e) {
      session.err().println("portage: the home is kept: " + home);
      throw e;
    } finally {
      LogSetup.stop();
    }
    if (interrupted.getCount() == 0 && !missing.isEmpty()) {
      TemporaryHome.delete(home);
      session.err().println("portage: interrupted; the temporary home is removed");
      return INTERRUPTED;
    }
    if (!missing.isEmpty()) {
      throw new Failure(
          ExitCode.SOFTWARE,
          "not everything is in after " + limit.toSeconds() + " s:\n" + String.join("\n", missing),
          "the home is kept; look into " + home.resolve("spool/log/portage.log"));
    }
    if (keep) {
      new KeptHome(session, home).leaveRunning();
    } else {
      TemporaryHome.delete(home);
    }
    return ExitCode.OK;
  }

  /** Sends and watches; what is missing at the end, a line each. */
  private List<String> travel(Session session, Path home, long startNanos) throws Exception {
    SimulatorPlan plan =
        new SimulatorPlan(
            home, session.bundle(), GatewayForm.STRICT, 0, POLL, QUIET, session.clock());
    try (SimulatorHome simulated = SimulatorHome.open(plan);
        Service service = Service.start(new Home(home), Demo::nobodyIsAsked)) {
      DemoRun run =
          new DemoRun(service.ledger(), simulated.outbox(), simulated.inbox(), SAMPLES.size());
      dropSamples(session, simulated.outbox());
      List<Journey> journeys = watch(run, DemoScreen.on(session));
      List<String> missing = run.missing(journeys);
      if (missing.isEmpty()) {
        session
            .out()
            .println(
                session
                    .paint()
                    .good(
                        "%d messages sent and proved by their signed receipts, %d replies in the inbox, %d receipts returned; %.1f s in all"
                            .formatted(
                                SAMPLES.size(),
                                run.delivered(),
                                simulated.simulator().receipts().size(),
                                (System.nanoTime() - startNanos) / 1e9)));
      }
      return missing;
    }
  }

  private static void dropSamples(Session session, Path outbox) throws IOException {
    Samples samples = new Samples(session.clock(), new SecureRandom());
    for (String name : SAMPLES) {
      Sample sample = samples.fresh(name);
      DemoRun.drop(sample, outbox);
    }
  }

  private List<Journey> watch(DemoRun run, DemoScreen screen) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    List<Journey> journeys = run.journeys();
    screen.show(journeys);
    while (!run.isDone(journeys)
        && !run.isStuck(journeys)
        && System.nanoTime() < deadlineNanos
        && !interrupted.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      journeys = run.journeys();
      screen.show(journeys);
    }
    return journeys;
  }

  private static char[] nobodyIsAsked(String channel, String keystore, int attempt)
      throws ConfigException {
    throw new ConfigException(Path.of(keystore), "the demo's own keys need no person");
  }
}
