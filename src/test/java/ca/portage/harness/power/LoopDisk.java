package ca.portage.harness.power;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A disk of its own: an image file on a loop device, mounted while it is in use. */
public final class LoopDisk implements AutoCloseable {
  private static final int WRITES = 4;
  private static final int SECTORS_WRITTEN = 6;
  private static final int IN_FLIGHT = 8;

  private final Path mountPoint;
  private final FileSystem kind;
  private Path image;
  private String device = "";

  private LoopDisk(FileSystem kind, Path image, Path mountPoint) {
    this.kind = kind;
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /** The file systems a spool is met on. */
  public enum FileSystem {
    /** The commit of its journal is held back, so that nothing becomes durable by itself. */
    EXT4("256M", "loop,commit=300", List.of("mkfs.ext4", "-q", "-F", "-m", "0")),
    /** Its images cannot be smaller. */
    XFS("320M", "loop,nouuid", List.of("mkfs.xfs", "-q", "-f"));

    private final String size;
    private final String options;
    private final List<String> make;

    FileSystem(String size, String options, List<String> make) {
      this.size = size;
      this.options = options;
      this.make = make;
    }

    String tool() {
      return make.get(0);
    }
  }

  /** Makes an empty file system in the new file {@code image} and mounts it on a new folder. */
  public static LoopDisk make(FileSystem kind, Path image, Path mountPoint) throws IOException {
    SystemCommand.run("truncate", "-s", kind.size, image.toString());
    List<String> format = new ArrayList<>(kind.make);
    format.add(image.toString());
    SystemCommand.run(format.toArray(String[]::new));
    Files.createDirectories(mountPoint);
    LoopDisk disk = new LoopDisk(kind, image, mountPoint);
    disk.mount();
    return disk;
  }

  public Path mountPoint() {
    return mountPoint;
  }

  /** Mounts the image; the file system replays its journal. */
  void mount() throws IOException {
    LoopDevices.makeNode();
    SystemCommand.run("mount", "-o", kind.options, image.toString(), mountPoint.toString());
    device = SystemCommand.run("findmnt", "-n", "-o", "SOURCE", mountPoint.toString()).strip();
  }

  /** Takes it off; somebody may still be closing a file. */
  void unmount() {
    Awaitility.await("unmounting " + mountPoint)
        .ignoreException(IOException.class)
        .until(
            () -> {
              SystemCommand.run("umount", mountPoint.toString());
              return true;
            });
    device = "";
  }

  /** What was written to the device so far, and what is on its way. */
  Traffic traffic() throws IOException {
    Path stat = Path.of("/sys/class/block", Path.of(device).getFileName().toString(), "stat");
    String[] fields = Files.readString(stat).strip().split("\\s+");
    return new Traffic(fields[WRITES], fields[SECTORS_WRITTEN], fields[IN_FLIGHT]);
  }

  /** Writes and sectors completed, and requests that are not. */
  record Traffic(String writes, String sectors, String inFlight) {
    boolean quiet() {
      return inFlight.equals("0");
    }
  }

  /** Copies what reached the device. */
  void copy(Path target) throws IOException {
    SystemCommand.run("cp", "--sparse=always", image.toString(), target.toString());
  }

  /** Goes on from another image, in place of this one, which is not mounted. */
  void become(Path copy) throws IOException {
    Files.delete(image);
    image = copy;
    mount();
  }

  @Override
  public void close() throws IOException {
    try {
      if (!device.isEmpty()) {
        unmount();
      }
    } finally {
      try {
        Files.deleteIfExists(image);
      } catch (FileSystemException e) {
        throw new IOException("left behind: " + image + " of " + mountPoint, e);
      }
    }
  }
}
