package ca.portage.pki.ldap;

import ca.portage.pki.Tools;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenLDAP's own server, with its schema and its rules for names and values. */
class SlapdDirectoryTest extends DirectoryCases {
  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    Tools.require(
        SlapdDirectory.program().isPresent(),
        "slapd is not installed (apt-get install slapd); CI installs it");
    fill(SlapdDirectory.start(folder));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }
}
