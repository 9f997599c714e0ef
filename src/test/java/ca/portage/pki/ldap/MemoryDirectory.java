package ca.portage.pki.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** UnboundID's directory, in this process. */
public final class MemoryDirectory extends TestDirectory {
  private final InMemoryDirectoryServer server;

  private MemoryDirectory(InMemoryDirectoryServer server) {
    this.server = server;
  }

  /** A server with the usual branch, and room for others. */
  public static TestDirectory start(String... others) throws LDAPException {
    InMemoryDirectoryServerConfig config =
        new InMemoryDirectoryServerConfig(
            Stream.concat(Stream.of(SUFFIX), Arrays.stream(others)).toArray(String[]::new));
    config.addAdditionalBindCredentials(ADMIN, PASSWORD);
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.startListening();
    return new MemoryDirectory(server).begin();
  }

  /** From now on it takes so long over each answer. */
  public void slow(Duration each) {
    server.setProcessingDelayMillis(each.toMillis());
  }

  @Override
  public int port() {
    return server.getListenPort();
  }

  @Override
  public void close() {
    super.close();
    server.shutDown(true);
  }
}
