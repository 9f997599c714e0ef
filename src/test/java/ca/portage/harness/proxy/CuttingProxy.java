package ca.portage.harness.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a simulated home's service and its gateway, and cuts. It shows the gateway's own
 * certificate, so the service trusts it as it trusts the gateway.
 */
public final class CuttingProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CuttingProxy.class);
  private static final Duration DRIP = Duration.ofMillis(100);

  private final ServerSocket listener;
  private final SSLContext context;
  private final int gatewayPort;
  private final Duration dripFor;
  private final List<Heard> heard = new ArrayList<>();
  private final ConcurrentLinkedQueue<Handshake> handshakes = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Function<Head, Optional<Fault>> plan = head -> Optional.empty();

  /** What a connection meets instead of a TLS handshake. */
  public enum Handshake {
    /** Nothing at all. */
    SILENT,
    /** The connection ends. */
    CLOSED,
    /** The connection is reset. */
    RESET,
    /** Bytes that are no TLS. */
    GARBAGE
  }

  private CuttingProxy(SSLContext context, int gatewayPort, Duration dripFor) throws IOException {
    this.context = context;
    this.gatewayPort = gatewayPort;
    this.dripFor = dripFor;
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start("cutting-proxy", this::accept);
  }

  /**
   * A proxy before the gateway of a simulated home.
   *
   * @param dripFor how long a drip goes on; longer than the client's time-outs
   */
  public static CuttingProxy before(Path home, URI gateway, Duration dripFor) throws Exception {
    Path folder = home.resolve("simulator");
    char[] password = Files.readString(folder.resolve("gateway.pass")).strip().toCharArray();
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("gateway.p12"))) {
      all.load(in, password);
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, password);
    var chain = all.getCertificateChain("tls");
    own.setKeyEntry("tls", all.getKey("tls", password), password, chain);
    own.setCertificateEntry("ca", chain[chain.length - 1]);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(own);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new CuttingProxy(context, gateway.getPort(), dripFor);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Who decides, from now on, what each request meets. */
  public void plan(Function<Head, Optional<Fault>> next) {
    plan = next;
  }

  /** The next connections meet these, one each. */
  public void handshakes(Handshake... next) {
    handshakes.addAll(List.of(next));
  }

  /** Every request so far. */
  public List<Heard> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  void heard(Heard request) {
    synchronized (heard) {
      heard.add(request);
    }
  }

  Optional<Fault> fault(Head head) {
    return plan.apply(head);
  }

  Line gateway() throws IOException {
    return Line.to(gatewayPort, context);
  }

  /** How many bytes a drip has. */
  int drips() {
    return (int) dripFor.dividedBy(DRIP);
  }

  /** Waits between two drips; false once the proxy is closed. */
  boolean pause() throws IOException {
    try {
      return !closed.await(DRIP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException("interrupted while dripping", e);
    }
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket raw = listener.accept();
        open.add(raw);
        start("cutting-proxy-" + raw.getPort(), () -> serve(raw));
      } catch (IOException e) {
        LOG.debug("The proxy accepts no more: {}", e.getMessage());
      }
    }
  }

  private void serve(Socket raw) {
    try (raw) {
      Handshake instead = handshakes.poll();
      if (instead == null) {
        try (Line client = Line.accepted(raw, context)) {
          new Passage(this, client).serve();
        }
      } else {
        refuse(raw, instead);
      }
    } catch (IOException e) {
      // Most of its connections end like this, which is what it is for.
      LOG.debug("A connection through the proxy ended: {}", e.getMessage());
    } finally {
      open.remove(raw);
    }
  }

  private static void refuse(Socket raw, Handshake instead) throws IOException {
    switch (instead) {
      case SILENT -> raw.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      case CLOSED -> raw.getInputStream().read();
      case RESET -> raw.setSoLinger(true, 0);
      case GARBAGE -> raw.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes());
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
