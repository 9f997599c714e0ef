package ca.portage.pki.ldap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against UnboundID's server, in memory. */
class MemoryDirectoryTest extends DirectoryCases {
  @BeforeAll
  static void start() throws Exception {
    fill(MemoryDirectory.start());
  }

  @AfterAll
  static void stop() {
    server.close();
  }
}
