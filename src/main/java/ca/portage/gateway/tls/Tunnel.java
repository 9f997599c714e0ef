package ca.portage.gateway.tls;

import ca.portage.config.ConfigException;
import ca.portage.config.Proxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a proxy for a tunnel (RFC 9110 §9.3.6). Of its answer only the head is read, byte by byte:
 * what follows is the gateway's. Any answer but a success ends the attempt; none of it can be taken
 * for an answer of the gateway (reliability C15).
 */
final class Tunnel {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( [^\r\n]*)?");

  private final Proxy proxy;
  private final Map<String, String> environment;

  Tunnel(Proxy proxy, Map<String, String> environment) {
    this.proxy = proxy;
    this.environment = environment;
  }

  /**
   * Opens the tunnel on a connection to the proxy.
   *
   * @throws TlsRefusedException if the proxy does not; nothing of a message was sent
   */
  void open(Socket socket, String host, int port) throws IOException {
    String target = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    byte[] request = request(target);
    try {
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
    } finally {
      Arrays.fill(request, (byte) 0);
    }
    String line = statusLine(socket.getInputStream());
    Matcher status = STATUS.matcher(line);
    if (!status.matches()) {
      throw refused("answered with something that is no HTTP", null);
    }
    if (status.group(1).equals("407")) {
      throw refused(
          proxy.login().isPresent()
              ? "does not accept user and password (407)"
              : "wants a user and a password (407); set proxy.user and proxy.password",
          null);
    }
    if (!status.group(1).startsWith("2")) {
      throw refused("opens no tunnel to " + target + " (" + status.group(1) + ")", null);
    }
  }

  /** The request; the password is in it, so whoever asks for it wipes it. */
  private byte[] request(String target) throws TlsRefusedException {
    byte[] head =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\n"
            .formatted(target, target)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] login = login();
    byte[] end = "\r\n".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer request = ByteBuffer.allocate(head.length + login.length + end.length);
    request.put(head).put(login).put(end);
    Arrays.fill(login, (byte) 0);
    return request.array();
  }

  /** The line for Basic authentication (RFC 7617), in UTF-8; nothing without a login. */
  private byte[] login() throws TlsRefusedException {
    if (proxy.login().isEmpty()) {
      return new byte[0];
    }
    char[] password;
    try {
      password = proxy.login().get().password().read(environment);
    } catch (ConfigException e) {
      throw refused("wants a password that cannot be had: " + e.getMessage(), e);
    }
    ByteBuffer secret = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] user = (proxy.login().get().user() + ":").getBytes(StandardCharsets.UTF_8);
    ByteBuffer both = ByteBuffer.allocate(user.length + secret.remaining());
    both.put(user).put(secret.duplicate());
    byte[] coded = Base64.getEncoder().encode(both.array());
    byte[] name = "Proxy-Authorization: Basic ".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer line = ByteBuffer.allocate(name.length + coded.length + 2);
    line.put(name).put(coded).put((byte) '\r').put((byte) '\n');
    Arrays.fill(password, '\0');
    Arrays.fill(secret.array(), (byte) 0);
    Arrays.fill(both.array(), (byte) 0);
    Arrays.fill(coded, (byte) 0);
    return line.array();
  }

  private String statusLine(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 2) {
      int next = in.read();
      if (next < 0) {
        throw refused("closed the connection instead of opening a tunnel", null);
      }
      if (head.size() == MAX_HEAD_BYTES) {
        throw refused("answered with a head of more than 16 KiB", null);
      }
      head.write(next);
      // A line end, then an empty line; the CR before each is passed over.
      ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1).split("\r?\n", 2)[0];
  }

  private TlsRefusedException refused(String what, Throwable cause) {
    return new TlsRefusedException(
        TlsRefusal.PROXY, "the proxy " + proxy.host() + ":" + proxy.port() + " " + what, cause);
  }
}
