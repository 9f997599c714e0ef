package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file the service may not read goes to quarantine with its reason. Root reads everything, so
 * where the tests run as root the service runs as somebody else.
 */
class UnreadableFileIT {
  private static final String NOBODY = "65534";

  @TempDir Path folder;

  @Test
  void anUnreadableFileIsQuarantinedAndTheNextOneIsSent() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(!root || Files.exists(Path.of("/usr/bin/setpriv")), "root without setpriv");
    try (SimulatorHome home = SimulatorHome.open(RunningHome.plan(folder, GatewayForm.STRICT))) {
      Files.writeString(
          folder.resolve("config").resolve("application.properties"),
          "portage.free-space-floor-mib=16\n");
      Path secret = Files.writeString(home.outbox().resolve("locked.edi"), "UNB+x'UNZ+0+x'");
      List<String> prefix = List.of();
      if (root) {
        run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
        run("chown", "root:root", secret.toString());
        prefix = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
      }
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
      try (ServiceProcess service = ServiceProcess.start(folder, prefix)) {
        Path quarantined = home.outbox().resolve("quarantine").resolve("locked.edi");
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> {
                  assertThat(service.alive()).as(service.output()).isTrue();
                  assertThat(quarantined).exists();
                  assertThat(service.output()).contains("ALERT").contains("cannot be read");
                });
        assertThat(quarantined.resolveSibling("locked.edi.reason.txt"))
            .content()
            .contains("cannot be read");
        assertThat(home.simulator().interchanges()).isEmpty();
      }
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
