package ca.portage.cli;

import ca.portage.logging.Printable;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Seen;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portage simulate}: a gateway on loopback, in the foreground. */
@Command(
    name = "simulate",
    header = "Run a gateway on this machine to try things against.",
    description = {
      "%nTakes messages over TLS 1.3 on loopback, answers as the gateway does, and queues receipts",
      "and replies. The home it is for is made if it is not there: keys, channel file, routes.%n"
    },
    footer = {
      "%nExamples:",
      "  portage simulate                           with a new home in the temporary folder",
      "  portage simulate --home ./try --port 8443",
      "  portage simulate --figures-2008            writes as the figures of 2008 show it"
    })
final class Simulate implements Callable<Integer> {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;
  @Mixin private HelpFlag help;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Listen on this port. Default: the home's own, or any free one.")
  private int port;

  @Option(
      names = "--figures-2008",
      description = "Write as the figures of 2008 show it, with all their deviations.")
  private boolean figures2008;

  private final CountDownLatch stopped = new CountDownLatch(1);

  // Any failure of the start is told by Failures.
  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--port is a number from 1 to 65535, not " + port);
    }
    Session session = root.session();
    Optional<Path> named = root.namedHome();
    Path home =
        named.isPresent()
            ? named.get().toAbsolutePath().normalize()
            : TemporaryHome.make("portage-simulator-");
    GatewayForm form = figures2008 ? GatewayForm.FIGURES_2008 : GatewayForm.STRICT;
    SimulatorPlan plan =
        SimulatorPlan.of(home, session.bundle(), form, session.clock()).onPort(port);
    try (SimulatorHome simulated = SimulatorHome.open(plan)) {
      simulated.simulator().watch(seen -> tell(session, seen));
      StopSignals.onStop(stopped::countDown);
      SimulatorPid.write(home);
      introduce(session, simulated);
      stopped.await();
    } finally {
      if (Files.isDirectory(home)) {
        SimulatorPid.delete(home);
      }
    }
    return ExitCode.OK;
  }

  private static void introduce(Session session, SimulatorHome simulated) {
    String portage = session.bundle().resolve("bin/portage").toString();
    session.out().println("the gateway listens; submit: " + simulated.simulator().submit());
    session.out().println("                    collect: " + simulated.simulator().collect());
    session.out().println("home: " + simulated.root());
    session.out().println("  run against it    " + portage + " run --home " + simulated.root());
    session.out().println("  drop files into   " + simulated.outbox());
    session.out().println("  replies arrive in " + simulated.inbox());
    session.out().println("Ctrl-C stops the gateway; what it has seen follows:");
    session.out().flush();
  }

  private static void tell(Session session, Seen seen) {
    session
        .out()
        .println(
            Printable.text(
                "%s %s %s %d %s, %d bytes, %s"
                    .formatted(
                        Ages.instant(seen.at()),
                        seen.method(),
                        seen.path(),
                        seen.status(),
                        seen.messageId().orElse("-"),
                        seen.bodyBytes(),
                        seen.why())));
    session.out().flush();
  }
}
