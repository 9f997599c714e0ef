package ca.portage.simulator.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on one address, with a thread for each connection. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int BACKLOG = 100;
  private static final int IDLE_MILLIS = 30_000;
  private static final int GRACE_SECONDS = 5;

  private final ServerSocket listener;
  private final TlsIdentity tls;
  private final SSLSocketFactory sockets;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicInteger refusedHandshakes = new AtomicInteger();
  private final ExecutorService threads;

  private HttpServer(ServerSocket listener, TlsIdentity tls, SSLSocketFactory sockets) {
    this.listener = listener;
    this.tls = tls;
    this.sockets = sockets;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "simulator-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes an address; connections to it wait until {@link #serve}.
   *
   * @param address port 0 takes any free one
   * @throws IOException if the address is taken
   * @throws GeneralSecurityException if the key, a protocol or a suite is not usable
   */
  public static HttpServer bind(InetSocketAddress address, TlsIdentity tls)
      throws IOException, GeneralSecurityException {
    SSLContext context = tls.context();
    requireSupported(tls, context.getSupportedSSLParameters());
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(address, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
    return new HttpServer(listener, tls, context.getSocketFactory());
  }

  /**
   * Starts to answer.
   *
   * @param folder where bodies are written while they arrive
   */
  public void serve(Handler handler, Path folder) {
    BodyReader bodies = new BodyReader(folder);
    threads.execute(() -> accept(handler, bodies));
  }

  private static void requireSupported(TlsIdentity tls, SSLParameters supported)
      throws GeneralSecurityException {
    List<String> words = new ArrayList<>(tls.protocols());
    words.addAll(tls.suites());
    words.removeAll(List.of(supported.getProtocols()));
    words.removeAll(List.of(supported.getCipherSuites()));
    if (!words.isEmpty()) {
      throw new GeneralSecurityException("this Java does not speak " + words);
    }
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections ended in the TLS handshake, before any byte of HTTP. */
  public int refusedHandshakes() {
    return refusedHandshakes.get();
  }

  private void accept(Handler handler, BodyReader bodies) {
    while (stopping.getCount() > 0) {
      try {
        Socket raw = listener.accept();
        threads.execute(() -> serve(raw, handler, bodies));
      } catch (IOException e) {
        if (stopping.getCount() > 0) {
          LOG.warn("A connection could not be accepted: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket raw, Handler handler, BodyReader bodies) {
    try (raw;
        SSLSocket socket = (SSLSocket) sockets.createSocket(raw, null, true);
        Connection connection = new Connection(raw, socket, handler, bodies, stopping)) {
      open.add(connection);
      if (handshake(socket)) {
        connection.serve();
      }
    } catch (IOException e) {
      LOG.debug("A connection ended: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A request could not be answered; its connection was closed", e);
    } finally {
      open.removeIf(Connection::closed);
    }
  }

  private boolean handshake(SSLSocket socket) throws IOException {
    socket.setSoTimeout(IDLE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setEnabledProtocols(tls.protocols().toArray(new String[0]));
    if (!tls.suites().isEmpty()) {
      socket.setEnabledCipherSuites(tls.suites().toArray(new String[0]));
    }
    try {
      socket.startHandshake();
      return true;
    } catch (SSLException e) {
      refusedHandshakes.incrementAndGet();
      LOG.info("A client was refused in the TLS handshake: {}", e.getMessage());
      return false;
    }
  }

  /** Stops listening, lets answers in progress end for five seconds, then closes what is left. */
  @Override
  public void close() throws IOException {
    stopping.countDown();
    listener.close();
    threads.shutdown();
    try {
      dropAll(Connection::idle);
      threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dropAll(connection -> true);
  }

  private void dropAll(Predicate<Connection> which) throws IOException {
    for (Connection connection : open) {
      if (which.test(connection)) {
        connection.close();
      }
    }
  }
}
