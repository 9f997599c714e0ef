package ca.portage.gateway.tls;

import ca.portage.config.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens connections to an endpoint: by the proxy if there is one, always secured. */
public final class Line {
  private final Clock clock;
  private final Map<String, String> environment;
  private final Supplier<Socket> sockets;

  /** Lines on plain sockets; {@code environment} is that of the process, for credentials. */
  public Line(Clock clock, Map<String, String> environment) {
    this(clock, environment, Socket::new);
  }

  Line(Clock clock, Map<String, String> environment, Supplier<Socket> sockets) {
    this.clock = clock;
    this.environment = environment;
    this.sockets = sockets;
  }

  /**
   * Opens a connection and secures it.
   *
   * @param limit for the connection, and for each silence until the handshake is over
   * @param begun gets each socket before it connects, so that somebody can close it
   * @throws TlsRefusedException if the server is not the right one, or a proxy refuses
   * @throws IOException if nobody is reached
   */
  public Secured open(Endpoint endpoint, Duration limit, Consumer<Socket> begun)
      throws IOException {
    Socket raw = tunnel(endpoint, limit, begun);
    try {
      return new Handshake(endpoint, clock).perform(raw, limit);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** A connection to the endpoint, not secured yet. */
  Socket tunnel(Endpoint endpoint, Duration limit, Consumer<Socket> begun) throws IOException {
    Optional<Proxy> proxy = endpoint.proxy();
    String host = proxy.map(Proxy::host).map(Endpoint::bare).orElse(endpoint.host());
    int port = proxy.map(Proxy::port).orElse(endpoint.port());
    Socket socket = connect(host, port, limit, begun);
    try {
      if (proxy.isPresent()) {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        new Tunnel(proxy.get(), environment).open(socket, endpoint.host(), endpoint.port());
      }
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Tries every address of a name, in the order the system gives them. */
  private Socket connect(String host, int port, Duration limit, Consumer<Socket> begun)
      throws IOException {
    IOException last = new IOException("the name " + host + " has no address");
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = sockets.get();
      try {
        begun.accept(socket);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), Math.toIntExact(limit.toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }
}
