package ca.portage.pki.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.ldap.InitialLdapContext;
import org.junit.jupiter.api.Test;

/** Nobody proves who answers on port 389: what a server can do to us is bounded. */
class HostileDirectoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long FAR_TOO_MUCH = 5L * CappedSockets.MAX_BYTES;

  @Test
  void aServerThatIsNotThereIsSaidWithWhatToDo() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThatThrownBy(() -> ask(port))
        .isInstanceOf(DirectoryException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("firewall");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ask(silent.getLocalPort())).isInstanceOf(DirectoryException.class);
    }
  }

  @Test
  void aServerThatFloodsIsCutOff() throws Exception {
    try (Flood flood = new Flood()) {
      assertThatThrownBy(() -> ask(flood.port())).isInstanceOf(DirectoryException.class);
      await().atMost(Duration.ofSeconds(60)).until(flood::over);
      assertThat(flood.sent()).isLessThan(FAR_TOO_MUCH);
    }
  }

  @Test
  void controlWithoutTheCapTheFloodIsHeldInMemory() throws Exception {
    try (Flood flood = new Flood()) {
      Hashtable<String, Object> plain = new Hashtable<>();
      plain.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
      plain.put(Context.PROVIDER_URL, "ldap://127.0.0.1:" + flood.port());
      plain.put("com.sun.jndi.ldap.read.timeout", "60000");
      assertThatThrownBy(() -> new InitialLdapContext(plain, null).getAttributes(""))
          .isInstanceOf(NamingException.class);
      assertThat(flood.sent()).isGreaterThanOrEqualTo(FAR_TOO_MUCH);
    }
  }

  @Test
  void aDirectoryThatTakesItsTimeOverEachAnswerIsNotAskedForEver() throws Exception {
    Duration read = Duration.ofSeconds(2);
    int answers = 12;
    Instant now = Instant.parse("2026-06-01T12:00:00Z");
    String[] places =
        IntStream.range(0, answers)
            .mapToObj(i -> "cn=CRL" + i + ",o=GC,c=CA")
            .toArray(String[]::new);
    DirectoryAuthority authority = DirectoryAuthority.root("ou=CA,o=GC,c=CA", now);
    X509Certificate server =
        authority.recipient("cn=g,o=GC,c=CA", now, now.plus(Duration.ofDays(9)), places);
    try (MemoryDirectory directory = (MemoryDirectory) MemoryDirectory.start()) {
      Directory asked = new Directory(directory.url(), read, read);
      Concerned concerned = new Concerned(List.of(server), List.of(), List.of());
      Trust trust = Trust.of(authority.certificate());
      DistinguishedName entry = DistinguishedName.parse(TestDirectory.SUFFIX);
      DirectoryAnswer control = asked.ask(entry, concerned, trust, now);
      assertThat(control.refused())
          .as("the control: each answer is in time")
          .noneMatch(text -> text.contains("had not told all"));
      assertThat(control.complete()).as("what is not there was told too").isTrue();
      directory.slow(Duration.ofMillis(700));

      DirectoryAnswer answer = asked.ask(entry, concerned, trust, now);

      assertThat(answer.refused())
          .filteredOn(text -> text.contains("had not told all after 6 s"))
          .hasSize(1);
      assertThat(answer.complete()).isFalse();
    }
  }

  private static void ask(int port) throws DirectoryException {
    Instant now = Instant.parse("2026-06-01T12:00:00Z");
    Trust trust = Trust.of(DirectoryAuthority.root("ou=CA,o=GC,c=CA", now).certificate());
    new Directory(URI.create("ldap://127.0.0.1:" + port), PATIENCE, PATIENCE)
        .ask(
            DistinguishedName.parse("cn=g,o=GC,c=CA"),
            new Concerned(List.of(), List.of(), List.of()),
            trust,
            now);
  }

  /** Announces an answer of 100 MB and sends a fifth of it, or until nobody takes more. */
  private static final class Flood implements AutoCloseable {
    private static final byte[] HEAD = {0x30, (byte) 0x84, 0x06, 0x40, 0, 0};
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread = new Thread(this::serve, "flood");

    Flood() throws IOException {
      thread.start();
    }

    private void serve() {
      byte[] much = new byte[64 * 1024];
      try (Socket socket = listener.accept();
          OutputStream out = socket.getOutputStream()) {
        assertThat(socket.getInputStream().read()).isEqualTo(0x30);
        out.write(HEAD);
        while (sent.get() < FAR_TOO_MUCH) {
          out.write(much);
          sent.addAndGet(much.length);
        }
      } catch (IOException e) {
        // The other side has had enough, which is what the test is about.
        assertThat(sent.get()).isLessThan(FAR_TOO_MUCH);
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    boolean over() {
      return !thread.isAlive();
    }

    long sent() {
      return sent.get();
    }

    @Override
    public void close() throws IOException {
      listener.close();
      await().atMost(Duration.ofSeconds(30)).until(this::over);
    }
  }
}
