package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.ServiceProcess;
import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** One file that fills the heap of the real process whenever it is touched. */
final class DeadlyFile {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private DeadlyFile() {}

  static void run(Path folder, Summary summary) throws Exception {
    Path agent = agent(folder.resolve("saboteur.jar"));
    try (Lane lane = Lane.open(folder.resolve("home"), GatewayForm.STRICT, 16)) {
      Files.writeString(
          lane.root().resolve("config").resolve("application.properties"),
          Saboteur.BEAN,
          StandardOpenOption.APPEND);
      String[] options = {"-javaagent:" + agent, "-D" + Saboteur.HOME + "=" + lane.root()};
      lane.drop("deadly.txt", deadly());
      int deaths = 0;
      while (deaths < 3) {
        dies(lane, options);
        deaths++;
      }
      Path marks = lane.root().resolve("spool").resolve("deadly");
      Path aside = folder.resolve("marks");
      Files.move(marks, aside);
      dies(lane, options);
      int controlDeaths = 1;
      deleteAll(marks);
      Files.move(aside, marks);
      try (ServiceProcess service = lane.startAsLeft(options)) {
        lane.drop("good.txt", good());
        await().atMost(PATIENCE).until(() -> state(lane, "good.txt") == State.DONE);
        assertThat(service.alive()).isTrue();
        assertThat(state(lane, "deadly.txt")).isEqualTo(State.HELD);
        assertThat(alerts(lane)).anyMatch(a -> a.contains("Portage ended 3 times"));
        service.terminate(PATIENCE);
      }
      release(lane, "deadly.txt");
      try (ServiceProcess service = lane.startAsLeft("-javaagent:" + agent)) {
        await().atMost(PATIENCE).until(() -> state(lane, "deadly.txt") == State.DONE);
        service.terminate(PATIENCE);
      }
      summary.row(
          "a file that fills the heap, with -XX:+ExitOnOutOfMemoryError",
          deaths,
          "held at start %d, with an alert; the next file was proved received; released without the fault it was too"
              .formatted(deaths + 1),
          "without the marks start %d died as well".formatted(deaths + controlDeaths));
    }
  }

  /** One life of the service, which the deadly file ends. */
  private static void dies(Lane lane, String... options) throws Exception {
    try (ServiceProcess service = lane.startAsLeft(options)) {
      await().atMost(PATIENCE).until(() -> !service.alive());
      assertThat(service.output()).contains("java.lang.OutOfMemoryError");
    }
  }

  private static State state(Lane lane, String file) throws Exception {
    if (!Files.exists(new Home(lane.root()).ledger())) {
      return State.CLAIMED;
    }
    try (Ledger ledger = lane.ledger()) {
      return ledger.messages(Filter.newest(100)).stream()
          .filter(m -> m.file().filter(file::equals).isPresent())
          .map(Message::state)
          .findFirst()
          .orElse(State.CLAIMED);
    }
  }

  private static List<String> alerts(Lane lane) throws Exception {
    try (Ledger ledger = lane.ledger()) {
      return ledger.alerts(100).stream().map(Alert::text).toList();
    }
  }

  private static void release(Lane lane, String file) throws Exception {
    try (Ledger ledger = Ledger.open(new Home(lane.root()).ledger(), Clock.systemUTC())) {
      ledger.messages(Filter.newest(100)).stream()
          .filter(m -> m.file().filter(file::equals).isPresent())
          .forEach(m -> ledger.release(m.id()));
    }
  }

  private static byte[] deadly() {
    return (Saboteur.DEADLY + " of fixed-width text\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] good() {
    return "A GOOD FILE of fixed-width text\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  private static void deleteAll(Path marks) throws Exception {
    try (var files = Files.list(marks)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(marks);
  }

  /** A jar that brings the saboteur onto another process's class path. */
  private static Path agent(Path jar) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Saboteur.class.getName());
    Path classes =
        Path.of(Saboteur.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String prefix = Saboteur.class.getPackageName().replace('.', '/');
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var files = Files.list(classes.resolve(prefix))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("Saboteur")).toList()) {
        out.putNextEntry(new ZipEntry(prefix + "/" + file.getFileName()));
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
    return jar;
  }
}
