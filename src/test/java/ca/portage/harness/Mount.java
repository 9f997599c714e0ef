package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system put over a folder of a lane, to be filled, made read-only or taken away. */
final class Mount {
  private final Path folder;
  private final String[] command;
  private boolean there;

  private Mount(Path folder, String... command) throws IOException, InterruptedException {
    this.folder = folder;
    this.command = command;
    back();
  }

  /** An empty file system in memory, of so many MiB. */
  static Mount memory(Path folder, int mib) throws IOException, InterruptedException {
    return new Mount(
        folder,
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "mode=0700,size=" + mib + "m",
        "tmpfs",
        folder.toString());
  }

  /** Another folder's content, as a share is mounted. */
  static Mount share(Path content, Path folder) throws IOException, InterruptedException {
    return new Mount(folder, "mount", "--bind", content.toString(), folder.toString());
  }

  void away() throws IOException, InterruptedException {
    if (there) {
      run("umount", "-l", folder.toString());
      there = false;
    }
  }

  void back() throws IOException, InterruptedException {
    if (!there) {
      run(command);
      there = true;
    }
  }

  void readOnly() throws IOException, InterruptedException {
    run("mount", "-o", "remount,bind,ro", folder.toString());
  }

  void writable() throws IOException, InterruptedException {
    run("mount", "-o", "remount,bind,rw", folder.toString());
  }

  /** Leaves so many bytes free. */
  void fill(int free) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      write(out, 1 << 20);
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.APPEND)) {
      write(out, 1 << 12);
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    try (FileChannel channel = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - free);
    }
  }

  private static void write(OutputStream out, int bytes) throws IOException {
    while (true) {
      out.write(new byte[bytes]);
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** Runs a command that has to succeed. */
  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", String.join(" ", command), said).isZero();
  }
}
