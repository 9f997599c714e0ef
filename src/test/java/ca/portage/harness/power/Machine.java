package ca.portage.harness.power;

import ca.portage.app.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A machine whose power can be cut: a system disk with the home, and a data disk, mounted inside
 * the home, for outbox and inbox, as many installations have them. A commit of the spool's file
 * system then makes nothing of the inbox durable by the way.
 */
public final class Machine implements AutoCloseable {
  private static final Duration STILL = Duration.ofSeconds(60);

  private final LoopDisk system;
  private final LoopDisk data;
  private final Path images;
  private int cuts;

  private Machine(Path images, LoopDisk system, LoopDisk data) {
    this.images = images;
    this.system = system;
    this.data = data;
  }

  /** A machine with two empty disks, its files in the empty folder {@code folder}. */
  public static Machine make(LoopDisk.FileSystem kind, Path folder) throws IOException {
    Path home = folder.resolve("home");
    LoopDisk system = LoopDisk.make(kind, folder.resolve("system.0"), home);
    try {
      Path mountPoint = Files.createDirectory(home.resolve("data"));
      SystemCommand.run("sync", "-f", home.toString());
      return new Machine(folder, system, LoopDisk.make(kind, folder.resolve("data.0"), mountPoint));
    } catch (IOException e) {
      system.close();
      throw e;
    }
  }

  /** The home's folder. */
  public Path home() {
    return system.mountPoint();
  }

  /** Where the data disk is. */
  public Path data() {
    return data.mountPoint();
  }

  /** Writes everything to both disks, as before the first use. */
  public void sync() throws IOException {
    SystemCommand.run("sync", "-f", home().toString());
    SystemCommand.run("sync", "-f", data().toString());
  }

  /**
   * Cuts the power: the process stands still, both images are copied as they are at that moment,
   * the process is killed, and the machine comes back with the copies. What only the page cache
   * knew is gone; what was on its way to a disk either arrived or did not.
   */
  public void cut(ServiceProcess process) throws IOException, InterruptedException {
    cuts++;
    Path systemCopy = images.resolve("system." + cuts);
    Path dataCopy = images.resolve("data." + cuts);
    try {
      freeze(process.pid());
      Awaitility.await("a moment without writing")
          .atMost(STILL)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> copiedAtOneMoment(systemCopy, dataCopy));
    } finally {
      process.kill();
    }
    data.unmount();
    system.unmount();
    system.become(systemCopy);
    data.become(dataCopy);
  }

  /**
   * Two copies are of one moment if nothing was written from before the first to after the last.
   */
  private boolean copiedAtOneMoment(Path systemCopy, Path dataCopy) throws IOException {
    List<LoopDisk.Traffic> before = List.of(system.traffic(), data.traffic());
    if (!before.stream().allMatch(LoopDisk.Traffic::quiet)) {
      return false;
    }
    system.copy(systemCopy);
    data.copy(dataCopy);
    return before.equals(List.of(system.traffic(), data.traffic()));
  }

  private static void freeze(long pid) throws IOException {
    SystemCommand.run("kill", "-STOP", Long.toString(pid));
    Awaitility.await("every thread of " + pid + " to stand still")
        .atMost(STILL)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> standsStill(pid));
  }

  private static boolean standsStill(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        if ("Tt".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      data.close();
    } finally {
      system.close();
    }
  }
}
