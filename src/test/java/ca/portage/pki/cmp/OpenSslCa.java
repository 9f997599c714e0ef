package ca.portage.pki.cmp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** {@code openssl cmp -port}: a CA that issues the one certificate it was given. */
final class OpenSslCa implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path log;

  private OpenSslCa(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts one that speaks for {@code ca} and issues {@code new.pem} of the folder. */
  static OpenSslCa start(Path folder, TestCa ca, String... more) throws Exception {
    Path key = folder.resolve("ca.key");
    if (Files.notExists(key)) {
      StringWriter pem = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
        writer.writeObject(ca.pair.getPrivate());
      }
      Files.writeString(key, pem.toString());
    }
    int port = free();
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "cmp",
                "-config",
                "",
                "-verbosity",
                "7",
                "-port",
                String.valueOf(port),
                "-srv_cert",
                "ca.pem",
                "-srv_key",
                "ca.key",
                "-srv_trusted",
                "ca.pem",
                "-rsp_cert",
                "new.pem"));
    command.addAll(List.of(more));
    Path log = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    OpenSslCa server = new OpenSslCa(process, port, log);
    await().atMost(Duration.ofMinutes(1)).until(server::listens);
    return server;
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("openssl ended:\n" + log());
    }
    return log().contains("ACCEPT");
  }

  int port() {
    return port;
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
  }
}
