package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes: what they print, what they leave behind, how they end. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "it starts bin/portage, a script of the Unix shell; portage.cmd has no test")
class CommandsIT {
  private static final Path BUNDLE = Path.of("").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path temporary;

  @Test
  void theDemoSettlesEveryMessageAndLeavesNothingBehind() throws Exception {
    try (PortageProcess demo = PortageProcess.start(temporary, "demo")) {
      assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
      assertThat(demo.out())
          .contains("4 messages sent and proved by their signed receipts")
          .contains("4 replies in the inbox, 4 receipts returned")
          .contains("out DONE ")
          .contains("in  CLOSED ")
          .doesNotContain("\u001b");
      assertThat(demo.err()).isEmpty();
    }
    try (Stream<Path> left = homes(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aKeptDemoIsAHomeThatTheServiceRunsAgainstItsGateway() throws Exception {
    PortageProcess demo = PortageProcess.start(temporary, "demo", "--keep");
    assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
    Path home;
    try (Stream<Path> homes = homes(temporary)) {
      home = homes.findFirst().orElseThrow();
    }
    long gateway = SimulatorPid.read(home).orElseThrow();
    try {
      assertThat(mode(home)).isEqualTo("rwx------");
      assertThat(demo.out()).contains("run --home " + home).contains("kill " + gateway);
      assertThat(ProcessHandle.of(gateway)).isPresent();
      runsAndStops(home);
    } finally {
      ProcessHandle.of(gateway).ifPresent(ProcessHandle::destroy);
    }
    await().atMost(PATIENCE).until(() -> SimulatorPid.read(home).isEmpty());
  }

  private void runsAndStops(Path home) throws Exception {
    Cli cli = new Cli(BUNDLE, Terminal.NONE, Clock.systemUTC());
    try (PortageProcess service =
        PortageProcess.start(temporary, "run", "--home", home.toString())) {
      await().atMost(PATIENCE).until(() -> service.err().contains("started; channels: cig"));
      Path sample;
      try (Stream<Path> samples = Files.list(home.resolve("samples"))) {
        sample = samples.filter(s -> s.toString().contains("govcbr")).findFirst().orElseThrow();
      }
      String name = sample.getFileName().toString();
      Files.move(sample, home.resolve("outbox/cig").resolve(name));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  cli.run("messages", "--home", home.toString(), "--json", "--state", "DONE")
                      .out()
                      .contains(name));
      assertThat(cli.run("status", "--home", home.toString()).out())
          .contains("running, process " + service.pid());
      aSecondServiceIsRefused(home, service.pid());
      service.terminate();
      assertThat(service.exitCode()).as(service.err()).isZero();
      assertThat(service.err()).contains("stopped");
    }
    assertThat(cli.run("check", "--home", home.toString()).out()).endsWith("ready to run\n");
  }

  private void aSecondServiceIsRefused(Path home, long first) throws Exception {
    try (PortageProcess second =
        PortageProcess.start(temporary, "run", "--home", home.toString())) {
      assertThat(second.exitCode()).isEqualTo(75);
      assertThat(second.err())
          .contains("(process " + first + ") already works on the home " + home)
          .contains("Stop that process, or name another home with --home");
    }
  }

  @Test
  void aServiceWhosePasswordIsToBeTypedSaysThatThereIsNoTerminal() throws Exception {
    Path home = temporary.resolve("home");
    SimulatorHome.open(SimulatorPlan.of(home, BUNDLE, GatewayForm.STRICT, Clock.systemUTC()))
        .close();
    Path channel = home.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel, Files.readString(channel).replaceAll("password: .*", "password: prompt"));
    // Left by a dead service whose number a living Java process has now: it locks nothing.
    Path spool = Files.createDirectories(home.resolve("spool"));
    Path lock = spool.resolve("LOCK");
    Files.writeString(lock, ProcessHandle.current().pid() + "\n");
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-------"));
    try (PortageProcess service =
        PortageProcess.start(temporary, "run", "--home", home.toString())) {
      assertThat(service.exitCode()).isEqualTo(78);
      assertThat(service.err()).contains("there is no terminal").contains("file:PATH");
    }
  }

  @Test
  void aSimulatorStopsWhenItIsToldToAndItsHomeStays() throws Exception {
    Path home = temporary.resolve("simulated");
    try (PortageProcess gateway =
        PortageProcess.start(temporary, "simulate", "--figures-2008", "--home", home.toString())) {
      await().atMost(PATIENCE).until(() -> gateway.out().contains("the gateway listens"));
      await().atMost(PATIENCE).until(() -> SimulatorPid.read(home).isPresent());
      gateway.terminate();
      assertThat(gateway.exitCode()).isZero();
    }
    assertThat(Files.readString(home.resolve("config/channels/cig.yaml"))).contains("cig-2008");
    assertThat(SimulatorPid.read(home)).isEmpty();
  }

  private static Stream<Path> homes(Path folder) throws IOException {
    return Files.list(folder).filter(f -> f.getFileName().toString().startsWith("portage-demo-"));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
