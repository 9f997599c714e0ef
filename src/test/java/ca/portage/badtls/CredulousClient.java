package ca.portage.badtls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The control: a client without any guard, which tells its message to whoever answers. */
public final class CredulousClient {
  private final SSLContext context;

  /** A client that remembers the servers it met. */
  public CredulousClient() throws Exception {
    context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
  }

  /** Sends a line to a port of this machine; whatever comes of it is the server's to say. */
  public void tell(int port) throws IOException {
    try (SSLSocket socket = connect(port)) {
      say(socket);
    } catch (IOException e) {
      throw new IOException("the control was refused: " + e.getMessage(), e);
    }
  }

  /** The same, and listens to the end: tickets come after the handshake. */
  public void hearOut(int port) throws IOException {
    try (SSLSocket socket = connect(port)) {
      say(socket);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }

  private SSLSocket connect(int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    new Socket(InetAddress.getLoopbackAddress(), port), "localhost", port, true);
    socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return socket;
  }

  private static void say(SSLSocket socket) throws IOException {
    socket.startHandshake();
    socket
        .getOutputStream()
        .write("the manifest of a whole ship\r\n".getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
