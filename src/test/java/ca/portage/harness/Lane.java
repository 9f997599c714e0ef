package ca.portage.harness;

import ca.portage.app.ServiceProcess;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import ca.portage.simulator.Simulator;
import ca.portage.simulator.SimulatorException;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One home with its gateway: the simulator lives in the harness's process and outlives the service,
 * which is a process of its own and is started and ended as often as the harness likes.
 */
public final class Lane implements AutoCloseable {
  private final SimulatorHome home;
  private final Samples samples = new Samples(Clock.systemUTC(), new SecureRandom());

  private Lane(SimulatorHome home) {
    this.home = home;
  }

  /**
   * Makes a home in an empty folder, with a schedule of seconds where the shipped one has minutes.
   *
   * @param floorMib the free space below which nothing is taken or asked for
   */
  public static Lane open(Path folder, GatewayForm form, int floorMib) throws Exception {
    SimulatorHome home =
        SimulatorHome.open(
            new SimulatorPlan(
                folder,
                Path.of("").toAbsolutePath(),
                form,
                0,
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Clock.systemUTC()));
    Files.writeString(
        folder.resolve("config").resolve("application.properties"),
        "portage.free-space-floor-mib=" + floorMib + "\ncamel.main.shutdownTimeout=10\n");
    Lane lane = new Lane(home);
    lane.schedule("backoff: [1m, 5m, 10m, 20m, 40m]", "backoff: [1s, 2s]");
    lane.schedule("ambiguousWindow: 15m", "ambiguousWindow: 1s");
    lane.schedule("maxAttempts: 8", "maxAttempts: 100");
    return lane;
  }

  /** Changes a line of the home's profiles; fails if no profile has it. */
  public void schedule(String shipped, String here) throws IOException {
    boolean found = false;
    try (Stream<Path> files = Files.list(root().resolve("config").resolve("profiles"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        found |= text.contains(shipped);
        Files.writeString(file, text.replace(shipped, here));
      }
    }
    if (!found) {
      throw new IOException("no profile has the line " + shipped);
    }
  }

  /**
   * The service as a process, with more options for its Java. The marks of what was worked on when
   * the last one ended go first: the ends of a harness are no message's doing, and three of them
   * would have it held (reliability A8, which {@code errors} proves).
   */
  public ServiceProcess start(String... javaOptions) throws IOException {
    forgetDeaths(root());
    return startAsLeft(javaOptions);
  }

  /** The service as a process that finds everything as the last one left it. */
  public ServiceProcess startAsLeft(String... javaOptions) throws IOException {
    List<String> options = new ArrayList<>(List.of(javaOptions));
    if (Form.current() == Form.SHORT) {
      options.add(ServiceProcess.QUICK);
    }
    return ServiceProcess.start(root(), List.of(), options);
  }

  /** Deletes the marks of what was worked on when the process ended. */
  static void forgetDeaths(Path home) throws IOException {
    Path marks = home.resolve("spool").resolve("deadly");
    if (Files.isDirectory(marks)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(marks)) {
        for (Path mark : files) {
          Files.delete(mark);
        }
      }
    }
  }

  public Path root() {
    return home.root();
  }

  public Path outbox() {
    return home.outbox();
  }

  public Path inbox() {
    return home.inbox();
  }

  public String sender() {
    return home.sender();
  }

  public Simulator gateway() {
    return home.simulator();
  }

  /** The ledger as it is, beside the service or without one; the caller closes it. */
  public Ledger ledger() {
    return Ledger.read(new Home(root()).ledger());
  }

  /** A sample of a family, never the same twice. */
  public Sample sample(String name) {
    return samples.fresh(name);
  }

  /** Drops a file the way a broker's software should: written aside, then renamed in. */
  public void drop(String fileName, byte[] bytes) throws IOException {
    Path aside = Files.createTempFile(root(), "drop-", ".tmp");
    Files.write(aside, bytes);
    Files.move(aside, outbox().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The files in the inbox. */
  public List<Path> delivered() throws IOException {
    try (Stream<Path> files = Files.list(inbox())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /**
   * Whether both sides agree, all work being over.
   *
   * @param dropped SHA-256 of each content dropped to be sent ({@link Books#sha256})
   * @param taken folders besides the inbox to which a consumer moved what arrived
   */
  public Balance balance(Collection<String> dropped, Path... taken) throws Exception {
    return Balance.of(home, dropped, taken);
  }

  /** The contents at the two ends, of something that keeps no ledger. */
  Books ends(Collection<String> dropped) throws Exception {
    return Books.ends(home, dropped);
  }

  /** What both sides hold at this moment. */
  public Books books(Collection<String> dropped, Path... taken) throws Exception {
    return Books.read(home, dropped, taken);
  }

  /** The same, when the service runs on another home of this gateway, with that inbox. */
  Books books(Path root, Path inbox, Collection<String> dropped) throws Exception {
    return Books.read(home, root, inbox, dropped);
  }

  @Override
  public void close() throws SimulatorException {
    home.close();
  }
}
