package ca.portage.pki.ldap;

import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** OpenLDAP's server, as a process of its own in a folder of its own. */
public final class SlapdDirectory extends TestDirectory {
  private static final Path SCHEMA = Path.of("/etc/ldap/schema/core.schema");

  private final Process process;
  private final int port;

  private SlapdDirectory(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program; empty where it is not installed (Debian: slapd). */
  public static Optional<Path> program() {
    return Stream.of("/usr/sbin/slapd", "/usr/libexec/slapd", "/usr/local/libexec/slapd")
        .map(Path::of)
        .filter(Files::isExecutable)
        .filter(program -> Files.exists(SCHEMA))
        .findFirst();
  }

  /** A server with the usual branch, and others, below an empty folder. */
  public static TestDirectory start(Path folder, String... others)
      throws IOException, LDAPException {
    int port = freePort();
    Path database = Files.createDirectories(folder.resolve("db"));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "include " + SCHEMA,
                "modulepath /usr/lib/ldap",
                "moduleload back_mdb",
                "pidfile " + folder.resolve("slapd.pid"),
                "argsfile " + folder.resolve("slapd.args"),
                "database mdb",
                "maxsize 16777216",
                "suffix \"" + SUFFIX + "\"",
                "rootdn \"" + ADMIN + "\"",
                "rootpw " + PASSWORD,
                "directory " + database));
    for (int i = 0; i < others.length; i++) {
      lines.addAll(
          List.of(
              "database mdb",
              "maxsize 16777216",
              "suffix \"" + others[i] + "\"",
              "rootdn \"" + ADMIN + "\"",
              "directory " + Files.createDirectories(folder.resolve("db" + i))));
    }
    Path config = Files.write(folder.resolve("slapd.conf"), lines);
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "-d",
                "0",
                "-h",
                "ldap://127.0.0.1:" + port,
                "-f",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("slapd.log").toFile())
            .start();
    SlapdDirectory directory = new SlapdDirectory(process, port);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                if (!process.isAlive()) {
                  throw new IOException(Files.readString(folder.resolve("slapd.log")));
                }
                return listens(port);
              });
      return directory.begin();
    } catch (RuntimeException | LDAPException e) {
      directory.close();
      throw e;
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    super.close();
    process.destroy();
    process.onExit().join();
  }
}
