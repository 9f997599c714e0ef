package ca.portage.pki.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.PkiException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The file that outlives an outage of the directory. */
class DirectoryCopyTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final DirectoryAuthority AUTHORITY =
      DirectoryAuthority.root("ou=CA,o=GC,c=CA", NOW);
  private static final DirectoryCopy COPY =
      new DirectoryCopy(
          NOW,
          DistinguishedName.parse("cn=g+serialNumber=1,o=GC,c=CA"),
          List.of(AUTHORITY.recipient("cn=g", NOW, NOW.plus(Duration.ofDays(1)))),
          List.of(AUTHORITY.certificate()),
          List.of(AUTHORITY.list(NOW, NOW.plus(Duration.ofDays(1)))));

  @Test
  void whatWasWrittenIsReadAgain() throws Exception {
    assertThat(DirectoryCopy.parse(COPY.toPem())).isEqualTo(COPY);
  }

  @Test
  void aDamagedFileIsRefusedWhereverItIsCut() {
    byte[] whole = COPY.toPem();
    String text = new String(whole, StandardCharsets.UTF_8);
    for (String damaged :
        List.of(
            "",
            "nonsense",
            text.replace("fetched: 2026", "fetched: then"),
            text.replace("entry: ", "name: "),
            text.replaceFirst("MII", "MIA"))) {
      assertThatThrownBy(() -> DirectoryCopy.parse(damaged.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(PkiException.class);
    }
  }
}
