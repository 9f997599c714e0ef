package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The block {@code cmp} of a channel: off when it is absent, and what it means when it is there.
 */
class CmpReaderTest {
  @TempDir Path folder;
  private TestHome home;

  @BeforeEach
  void home() {
    home = new TestHome(folder);
  }

  private Optional<Cmp> read(String block) throws Exception {
    home.channel("cig", TestHome.SMALLEST_CHANNEL + block);
    return home.loader().channel("cig").cmp();
  }

  @Test
  void withoutTheBlockNoCaIsAsked() throws Exception {
    assertThat(read("")).isEmpty();
  }

  @Test
  void theUrlAloneIsEnough() throws Exception {
    assertThat(read("cmp:\n  url: http://ca.example/pkix/\n"))
        .contains(
            new Cmp(
                URI.create("http://ca.example/pkix/"),
                Cmp.Framing.RFC2510,
                Optional.empty(),
                home.home.root().resolve("config/keys/trust"),
                Duration.ofMinutes(1)));
  }

  @Test
  void everyKeyReachesItsRecord() throws Exception {
    String block =
        """
        cmp:
          url: tcp://ca.example
          framing: draft
          authority: ou=CA,o=GC,c=CA
          trust: keys/ca
          timeout: 2m
        """;
    assertThat(read(block))
        .contains(
            new Cmp(
                URI.create("tcp://ca.example:829"),
                Cmp.Framing.DRAFT,
                Optional.of(new X500Principal("ou=CA,o=GC,c=CA")),
                home.home.root().resolve("keys/ca"),
                Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "url: ldap://ca.example, must begin with http",
    "url: tcp:829, names no host",
    "url: http://u:p@ca.example/, neither a user",
    "'url: http://ca.example/\n  framing: draft', for tcp:// only",
    "'url: tcp://ca.example\n  framing: new', must be one of",
    "'url: tcp://ca.example\n  authority: the CA', distinguished name",
    "framing: draft, is missing"
  })
  void whatCannotBeUsedIsToldWithItsLine(String line, String words) {
    home.channel("cig", TestHome.SMALLEST_CHANNEL + "cmp:\n  " + line + "\n");

    assertThat(home.problems()).anyMatch(problem -> problem.contains(words));
  }
}
