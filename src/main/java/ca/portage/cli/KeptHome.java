package ca.portage.cli;

import ca.portage.simulator.Samples;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A home that stays after the demo, with its gateway as a process of its own. */
final class KeptHome {
  private static final Duration START = Duration.ofSeconds(30);

  private final Session session;
  private final Path home;

  KeptHome(Session session, Path home) {
    this.session = session;
    this.home = home;
  }

  /** Starts the gateway again, on the same port with the same keys, and says how to use it all. */
  void leaveRunning() throws IOException, InterruptedException, Failure {
    writeSamples();
    Path log = home.resolve("simulator.log");
    Process gateway =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    gateway.getOutputStream().close();
    long deadlineNanos = System.nanoTime() + START.toNanos();
    while (SimulatorPid.read(home).filter(pid -> pid == gateway.pid()).isEmpty()) {
      if (gateway.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadlineNanos) {
        gateway.destroy();
        throw new Failure(ExitCode.SOFTWARE, "the gateway did not start again", "look into " + log);
      }
    }
    say(gateway.pid());
  }

  /** The same Java with the same options; nothing secret is among them. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dportage.bundle=" + session.bundle());
    command.add("-Dportage.terminal=no");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Portage.class.getName()));
    command.addAll(List.of("simulate", "--home", home.toString()));
    return command;
  }

  /** More samples, each with references of its own: the sent ones would be held as duplicates. */
  private void writeSamples() throws IOException {
    Path folder = Files.createDirectories(home.resolve("samples"));
    Samples samples = new Samples(session.clock(), new SecureRandom());
    for (String name : Samples.names()) {
      DemoRun.drop(samples.fresh(name), folder);
    }
  }

  private void say(long pid) {
    String portage = session.bundle().resolve("bin/portage").toString();
    List<String> lines =
        List.of(
            "",
            "kept: the home " + home + ", and the gateway as process " + pid,
            "  run the service      " + portage + " run --home " + home,
            "  drop a message       mv " + home + "/samples/govcbr-* " + home + "/outbox/cig/",
            "  see what is where    " + portage + " status --home " + home,
            "  see the messages     " + portage + " messages --home " + home,
            "  what the gateway saw tail -f " + home.resolve("simulator.log"),
            "  stop the gateway     kill " + pid,
            "  start it again       " + portage + " simulate --home " + home,
            "  remove it all        rm -r " + home);
    lines.forEach(session.out()::println);
  }
}
