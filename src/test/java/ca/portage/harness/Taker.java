package ca.portage.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The broker's software: moves each file out of the inbox as soon as it sees it. */
final class Taker implements AutoCloseable {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<Path> taken = new CopyOnWriteArrayList<>();
  private final Path inbox;
  private final Path target;
  private final ScheduledFuture<?> work;

  Taker(Path inbox, Path target) {
    this.inbox = inbox;
    this.target = target;
    this.work = thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox, Files::isRegularFile)) {
      for (Path file : files) {
        // A second file of a name must not hide the first.
        String name = "%06d-%s".formatted(taken.size(), file.getFileName());
        Path mine = target.resolve(name);
        Files.move(file, mine, StandardCopyOption.ATOMIC_MOVE);
        taken.add(mine);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it took so far, in order. */
  List<Path> taken() {
    return List.copyOf(taken);
  }

  /** Fails if it could not take a file. */
  void assertWell() throws Exception {
    if (work.isDone()) {
      work.get();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
