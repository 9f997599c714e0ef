package ca.portage.simulator;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Writes requests byte by byte and reads answers the same way. */
final class RawClient {
  private final Path folder;
  private final SSLContext tls;

  RawClient(Path folder) throws GeneralSecurityException, IOException {
    this.folder = folder;
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", Party.authority());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
  }

  /** What came back; {@code complete} tells whether the body was as long as declared. */
  record Response(int status, List<String> lines, Content body, boolean complete) {

    Optional<String> header(String name) {
      return lines.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  SSLContext tls() {
    return tls;
  }

  SSLSocket connect(URI uri, String... protocols) throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", uri.getPort());
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** Sends a head given line by line and a body, and reads the answer. */
  Response send(URI uri, List<String> head, Content body) throws IOException {
    try (SSLSocket socket = connect(uri)) {
      write(socket, head, body);
      return read(socket);
    }
  }

  void write(SSLSocket socket, List<String> head, Content body) throws IOException {
    OutputStream out = socket.getOutputStream();
    String text = String.join("\r\n", head) + "\r\n\r\n";
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    body.copyTo(out);
    out.flush();
  }

  Response read(SSLSocket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith(" ") && !lines.isEmpty()) {
        int last = lines.size() - 1;
        lines.set(last, lines.get(last) + "\r\n" + line);
      } else {
        lines.add(line);
      }
    }
    int status = Integer.parseInt(lines.get(0).split(" ")[1]);
    Response head = new Response(status, lines, Content.of(new byte[0]), true);
    long length = head.header("Content-Length").map(Long::parseLong).orElse(0L);
    Path file = Files.createTempFile(folder, "answer-", ".bin");
    long got = copy(in, file, length);
    return new Response(status, List.copyOf(lines), Content.of(file), got == length);
  }

  private static long copy(InputStream in, Path file, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long got = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      while (got < length) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, length - got));
        if (n < 0) {
          return got;
        }
        out.write(buffer, 0, n);
        got += n;
      }
    } catch (IOException e) {
      return got;
    }
    return got;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("no answer");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
