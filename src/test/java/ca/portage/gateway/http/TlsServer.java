package ca.portage.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server that keeps every byte a client says after the handshake, and answers by script. */
final class TlsServer implements AutoCloseable {
  /** What is done with one connection after its request was read. */
  interface Script {
    void answer(SSLSocket socket, OutputStream out) throws IOException;
  }

  private final SSLServerSocket socket;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Script script;
  private volatile int connections;

  TlsServer(PrivateKey key, X509Certificate certificate, String protocol, Script script)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("tls", key, new char[0], new X509Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    this.script = script;
    this.socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.socket.setEnabledProtocols(new String[] {protocol});
    Thread thread = new Thread(this::accept, "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri(String host) {
    return URI.create("https://" + host + ":" + socket.getLocalPort() + "/put");
  }

  int connections() {
    return connections;
  }

  /** Every byte that came after a handshake. */
  synchronized int bytesHeard() {
    return heard.size();
  }

  /** The heads of the requests. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (SSLSocket client = (SSLSocket) socket.accept()) {
        connections++;
        client.setSoTimeout(5000);
        serve(client);
      } catch (IOException e) {
        // A client that refuses us ends here; what it said is what counts.
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(SSLSocket client) throws IOException {
    InputStream in = client.getInputStream();
    while (true) {
      String head = head(in);
      if (head == null) {
        return;
      }
      requests.add(head);
      int length = 0;
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).trim());
        }
      }
      for (int i = 0; i < length; i++) {
        hear(in.read());
      }
      script.answer(client, client.getOutputStream());
      if (client.isClosed()) {
        return;
      }
    }
  }

  private String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      hear(b);
      head.append((char) b);
    }
    return head.toString();
  }

  private synchronized void hear(int b) {
    heard.write(b);
  }

  /** Answers with a status line, headers and no content. */
  static Script status(String statusAndHeaders) {
    return (client, out) -> {
      out.write(
          ("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
