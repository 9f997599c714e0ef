package ca.portage.gateway.tls;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes sockets once a time is over, whatever goes on there: a server that says one byte now and
 * then never breaks a limit on silence.
 */
final class Deadline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "portage-deadline");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Socket> sockets = new ArrayList<>();
  private boolean passed;

  Deadline(Duration total) {
    timer.schedule(this::pass, total.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Has this socket closed too; at once if the time is over. */
  synchronized void closes(Socket socket) {
    sockets.add(socket);
    if (passed) {
      hangUp(socket);
    }
  }

  /** Whether the time is over. */
  synchronized boolean passed() {
    return passed;
  }

  private synchronized void pass() {
    passed = true;
    sockets.forEach(Deadline::hangUp);
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection could not be closed in good order: {}", e.getMessage());
    }
  }

  /** Nothing is closed any more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
