package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every file that is made in a folder while it is watched, also those that are gone again: what is
 * looked at after a run shows only what was left.
 */
final class InboxWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);

  private final WatchService service;
  private final List<String> made = new CopyOnWriteArrayList<>();

  /** Watches from the moment that the service has made the folder. */
  InboxWatch(Path folder) throws IOException {
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.isDirectory(folder));
    service = FileSystems.getDefault().newWatchService();
    folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
    Thread thread = new Thread(this::watch, "inbox-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** What they were for, each once; whether the folder can be written is no message's matter. */
  List<String> messages() {
    return made.stream()
        .map(name -> name.replaceFirst("^\\.(.*)\\.\\d+\\.tmp$", "$1"))
        .filter(name -> !name.startsWith("probe-"))
        .distinct()
        .toList();
  }

  private void watch() {
    try {
      for (WatchKey key = service.take(); ; key = service.take()) {
        for (WatchEvent<?> event : key.pollEvents()) {
          made.add(String.valueOf(event.context()));
        }
        key.reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      LOG.debug("the watch ends: {}", e.toString());
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
