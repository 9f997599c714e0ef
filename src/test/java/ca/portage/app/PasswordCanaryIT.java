package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.badtls.BadGate;
import ca.portage.config.Home;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.TestAuthority;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Samples;
import ca.portage.simulator.SimulatorHome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password that was typed is nowhere once the keys are open: not on the heap, in no log, in no
 * file and not in {@code /proc} (CIG M-04 to M-07). What is looked for in the same way and must be
 * found is a word that was given as an option.
 */
@EnabledOnOs(OS.LINUX)
class PasswordCanaryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String CONTROL = "control-canary-9081726354";

  @TempDir Path folder;
  @TempDir Path aside;

  @Test
  void aPasswordThatWasTypedIsNowhereAfterTheUnlock() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(RunningHome.plan(folder, GatewayForm.STRICT))) {
      String canary = typedPassword();
      String wrong = "mistyped-canary-5566778899";
      Path screen = folder.resolve("screen.txt");
      Process terminal = terminal(screen, Map.of());
      try {
        type(terminal, screen, "password of broker.p12 (channel cig):", wrong);
        type(terminal, screen, "that does not open it; password of broker.p12", canary);
        sendOne(home, screen);
        nowhere(screen, List.of(canary, wrong), List.of());
      } finally {
        terminal.descendants().forEach(ProcessHandle::destroy);
        assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void passwordsThatNoPersonTypesAreNowhereButWhereTheyAreKept() throws Exception {
    try (BadGate proxy = new BadGate();
        SimulatorHome home = SimulatorHome.open(RunningHome.plan(folder, GatewayForm.STRICT))) {
      String login = "proxy-canary-1029384756";
      String client = "client-canary-5647382910";
      String credential = "credential-canary-8877665544";
      Path keys = folder.resolve("config/keys");
      Path credentials = Files.createDirectory(aside.resolve("credentials"));
      secret(keys.resolve("proxy.pass"), login);
      secret(keys.resolve("client.pass"), client);
      secret(credentials.resolve("second"), credential);
      TestAuthority authority = TestAuthority.create("Canary", Clock.systemUTC());
      TestAuthority.Issued more = authority.issue(TestAuthority.Purpose.SIGNING, "cn=canary");
      TestAuthority.writePkcs12(
          keys.resolve("second.p12"), credential.toCharArray(), Map.of("more", more));
      TestAuthority.writePkcs12(
          keys.resolve("client.p12"), client.toCharArray(), Map.of("client", more));
      unattended(proxy.port());
      String words = Base64.getEncoder().encodeToString(("broker:" + login).getBytes());
      proxy.play(proxy.proxyTo(home.simulator().submit().getPort(), "Basic " + words));
      Path screen = folder.resolve("screen.txt");
      Process terminal = terminal(screen, Map.of("CREDENTIALS_DIRECTORY", credentials.toString()));
      try {
        sendOne(home, screen);
        String stored = Files.readString(keys.resolve("broker.pass")).strip();
        nowhere(
            screen,
            List.of(stored, login, words, client, credential),
            List.of("broker.pass", "proxy.pass", "client.pass"));
      } finally {
        terminal.descendants().forEach(ProcessHandle::destroy);
        assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** Every kind of password that a channel can have, and none that a person types. */
  private void unattended(int proxyPort) throws IOException {
    Path channel = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel,
        Files.readString(channel)
                .replaceAll(
                    "keystore: .*", "keystore: [config/keys/broker.p12, config/keys/second.p12]")
                .replaceAll(
                    "password: .*",
                    "password: [\"file:config/keys/broker.pass\", credential:second]")
            + """

            tls:
              client: {keystore: config/keys/client.p12, password: "file:config/keys/client.pass"}
            proxy:
              address: localhost:%d
              user: broker
              password: file:config/keys/proxy.pass
            """
                .formatted(proxyPort));
    Files.writeString(
        folder.resolve("config/application.properties"), "portage.free-space-floor-mib=16\n");
  }

  private static void secret(Path file, String word) throws IOException {
    Files.writeString(file, word);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void sendOne(SimulatorHome home, Path screen) throws IOException {
    await().atMost(PATIENCE).until(() -> Files.readString(screen).contains("started"));
    Samples samples = new Samples(Clock.systemUTC(), new SecureRandom());
    Path dropped = Files.createTempFile(home.root(), "drop-", ".tmp");
    Files.write(dropped, samples.fresh("cusrep-arrival").content().toBytes(1 << 20));
    Files.move(dropped, home.outbox().resolve("one.edi"));
    await().atMost(PATIENCE).until(this::settled);
  }

  /** Looks everywhere, but for the files that an admin put a password into. */
  private void nowhere(Path screen, List<String> secrets, List<String> kept) throws Exception {
    long pid = Long.parseLong(Files.readString(folder.resolve("spool/LOCK")).strip());
    byte[] heap = heapOf(pid);
    String process = "/proc/" + pid;
    assertThat(holds(heap, CONTROL)).as("the search finds what is there").isTrue();
    assertThat(Files.readString(Path.of(process, "cmdline"))).contains(CONTROL);
    for (String secret : secrets) {
      assertThat(holds(heap, secret)).as("%s on the heap", secret).isFalse();
      assertThat(Files.readString(screen)).doesNotContain(secret);
      assertThat(Files.readString(Path.of(process, "cmdline"))).doesNotContain(secret);
      assertThat(Files.readString(Path.of(process, "environ"))).doesNotContain(secret);
      assertThat(filesThatHold(secret))
          .extracting(file -> file.getFileName().toString())
          .isSubsetOf(kept);
    }
  }

  /** The generated password moves from its file into the head of a person. */
  private String typedPassword() throws IOException {
    Path file = folder.resolve("config/keys/broker.pass");
    String password = Files.readString(file).strip();
    Files.delete(file);
    Path channel = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel, Files.readString(channel).replaceAll("password: .*", "password: prompt"));
    Files.writeString(
        folder.resolve("config/application.properties"), "portage.free-space-floor-mib=16\n");
    return password;
  }

  /** The installed command in a terminal of its own, which {@code script} provides. */
  private Process terminal(Path screen, Map<String, String> more) throws IOException {
    String command = Path.of("bin", "portage").toAbsolutePath() + " run --home '" + folder + "'";
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put("PORTAGE_JAVA_OPTS", "-XX:-DisableAttachMechanism -Dcontrol=" + CONTROL);
    builder.environment().putAll(more);
    return builder.start();
  }

  private static void type(Process terminal, Path screen, String question, String answer)
      throws IOException {
    await().atMost(PATIENCE).until(() -> Files.readString(screen).contains(question));
    OutputStream keyboard = terminal.getOutputStream();
    keyboard.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private boolean settled() {
    try (Ledger ledger = Ledger.read(new Home(folder).ledger())) {
      return ledger
          .messages(
              new Filter(
                  Optional.empty(),
                  Optional.of(State.DONE),
                  Optional.empty(),
                  Optional.empty(),
                  10))
          .stream()
          .map(Message::file)
          .anyMatch(Optional::isPresent);
    }
  }

  private byte[] heapOf(long pid) throws Exception {
    Path dump = folder.resolve("heap.hprof");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.heap_dump",
                dump.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(jcmd.waitFor()).as(said).isZero();
    byte[] heap = Files.readAllBytes(dump);
    Files.delete(dump);
    return heap;
  }

  /** As bytes of a compact string, or as chars, in the dump's order and the machine's. */
  private static boolean holds(byte[] bytes, String text) {
    for (Charset form :
        List.of(
            StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      if (indexOf(bytes, text.getBytes(form)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if (bytes[i] == wanted[0]
          && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /** The log and everything else that lies in the home. */
  private List<Path> filesThatHold(String secret) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) < 16 << 20 && holds(Files.readAllBytes(file), secret)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
