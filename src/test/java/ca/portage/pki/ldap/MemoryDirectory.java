package ca.portage.pki.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;

/** UnboundID's directory, in this process. */
public final class MemoryDirectory extends TestDirectory {
  private final InMemoryDirectoryServer server;

  private MemoryDirectory(InMemoryDirectoryServer server) {
    this.server = server;
  }

  public static TestDirectory start() throws LDAPException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.addAdditionalBindCredentials(ADMIN, PASSWORD);
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.startListening();
    return new MemoryDirectory(server).begin();
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
