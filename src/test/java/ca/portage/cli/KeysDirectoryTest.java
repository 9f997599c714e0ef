package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.TestHome;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.ldap.MemoryDirectory;
import ca.portage.pki.ldap.TestDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portage keys directory}, against a directory in memory. */
class KeysDirectoryTest {
  private static final String CA_NAME = "ou=CA,o=GC,c=CA";
  private static final String ENTRY = "cn=GW+serialNumber=7,ou=CA,o=GC,c=CA";
  private static final DirectoryAuthority CA = DirectoryAuthority.root(CA_NAME, Cli.NOW);

  @TempDir Path folder;
  private TestDirectory server;
  private String url;

  @BeforeEach
  void start() throws Exception {
    server = MemoryDirectory.start();
    url = server.url().toString();
    server.unit(CA_NAME, CA.certificate());
    server.list(
        CA_NAME, "certificateRevocationList", CA.list(Cli.NOW, Cli.NOW.plus(Duration.ofDays(1))));
    server.device(ENTRY, "GW", "7", CA.recipient(ENTRY, Cli.NOW, Cli.NOW.plus(Duration.ofDays(9))));
    Path trust = Files.createDirectories(folder.resolve("config/keys/trust"));
    Files.writeString(
        trust.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(CA.certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Cli.Result run(String directory) {
    new TestHome(folder)
        .channel(
            "cig",
            TestHome.SMALLEST_CHANNEL.replaceAll(
                    "(?s)gateway:.*trust:", "gateway:\n  signer: \"cn=GW,c=CA\"\ntrust:")
                + directory);
    return new Cli(Path.of("").toAbsolutePath())
        .run("keys", "directory", "cig", "--home", folder.toString());
  }

  @Test
  void whatCanBeUsedIsShown() {
    Cli.Result result = run("directory:\n  url: %s\n  entry: %s\n".formatted(url, ENTRY));
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("encryption certificate, serial number", "revocation list of OU=CA,O=GC,C=CA");
  }

  @Test
  void aNameWithoutEntryShowsThoseOfItsSerialNumber() {
    Cli.Result result =
        run("directory:\n  url: %s\n  entry: cn=Old+serialNumber=7,o=GC,c=CA\n".formatted(url));
    assertThat(result.exitCode()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(result.err()).contains("has no entry", "directory.entry", "OU=CA,O=GC,C=CA");
  }

  @Test
  void aDirectoryThatIsAwayIsSaid() {
    server.close();
    Cli.Result result = run("directory:\n  url: %s\n  entry: %s\n".formatted(url, ENTRY));
    assertThat(result.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(result.err()).contains("cannot be reached");
  }
}
