package ca.portage.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that hostile words name as a directory's, and that counts who comes. */
final class Trap implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trap.class);

  private final ServerSocket listener;
  private final AtomicInteger visits = new AtomicInteger();

  Trap() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "trap");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its address, as JNDI takes it. */
  String uri() {
    return "ldap://localhost:" + listener.getLocalPort();
  }

  int visits() {
    return visits.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket visitor = listener.accept()) {
        visits.incrementAndGet();
        LOG.warn("somebody came from {}", visitor.getRemoteSocketAddress());
      } catch (IOException e) {
        LOG.debug("closed: {}", e.toString());
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
