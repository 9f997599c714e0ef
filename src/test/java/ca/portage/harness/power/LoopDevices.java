package ca.portage.harness.power;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this system lets a test make disks, where their images go, and what must not stay. */
public final class LoopDevices {
  private static final String PREFIX = "portage-power-";
  private static final long WANTED_BYTES = 4L << 30;

  private LoopDevices() {}

  /** What keeps disks from being made here; nothing if they can be. */
  public static Optional<String> obstacle(LoopDisk.FileSystem kind) throws IOException {
    if (!"0".equals(SystemCommand.exists("id") ? SystemCommand.run("id", "-u").strip() : "")) {
      return Optional.of("mounting needs root");
    }
    for (String tool : List.of("mount", "findmnt", "losetup", kind.tool())) {
      if (!SystemCommand.exists(tool)) {
        return Optional.of("there is no command " + tool);
      }
    }
    Path folder = folder();
    try (LoopDisk trial = LoopDisk.make(kind, folder.resolve("trial"), folder.resolve("mounted"))) {
      Files.createFile(trial.mountPoint().resolve("file"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no disk can be made here: " + e.getMessage());
    } finally {
      delete(folder);
    }
  }

  /**
   * A fresh folder for images and mount points: in memory where there is room, so that the forces
   * of the tested process cost what they cost and not what this machine's disk is busy with.
   */
  public static Path folder() throws IOException {
    Path memory = Path.of("/dev/shm");
    boolean roomy =
        Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > WANTED_BYTES;
    Path parent = roomy ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    return Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
  }

  /** Takes away what a run that was killed left mounted or lying about. */
  public static void sweep() throws IOException {
    for (String parent : List.of("/dev/shm", System.getProperty("java.io.tmpdir"))) {
      if (!Files.isDirectory(Path.of(parent))) {
        continue;
      }
      try (Stream<Path> entries = Files.list(Path.of(parent))) {
        for (Path folder : entries.filter(LoopDevices::isLeftover).toList()) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isLeftover(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.startsWith(PREFIX)) {
      return false;
    }
    String pid = name.substring(PREFIX.length()).replaceAll("-.*", "");
    return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty();
  }

  /** Unmounts what is mounted below a folder, then deletes it; never what is on another disk. */
  public static void delete(Path folder) throws IOException {
    for (Path mounted : mountsBelow(folder)) {
      SystemCommand.run("umount", "-l", mounted.toString());
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static List<Path> mountsBelow(Path folder) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(line -> Path.of(line.split(" ")[1]))
        .filter(mounted -> mounted.startsWith(folder))
        .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
        .toList();
  }

  /** Containers often lack the node of the next free loop device. */
  static void makeNode() throws IOException {
    Path free = Path.of(SystemCommand.run("losetup", "-f").strip());
    if (Files.notExists(free)) {
      String number = free.getFileName().toString().replaceAll("\\D", "");
      SystemCommand.run("mknod", free.toString(), "b", "7", number);
    }
  }
}
