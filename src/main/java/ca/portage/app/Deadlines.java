package ca.portage.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The thread that ends requests which outlive their time-out. */
final class Deadlines {
  private Deadlines() {}

  static ScheduledExecutorService executor() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "portage-deadlines");
          thread.setDaemon(true);
          return thread;
        });
  }
}
