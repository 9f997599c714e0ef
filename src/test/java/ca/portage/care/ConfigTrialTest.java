package ca.portage.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.portage.care.Trial.Level;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write into config or routes decides what is sent to whom: its owner alone. */
class ConfigTrialTest extends CareCase {
  private static final List<String> FILES =
      List.of("config/keys/trust/ca.pem", "config/keys/gateway-signing.pem", "routes/cig.yaml");

  @BeforeEach
  void fill() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    for (String file : FILES) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "x");
    }
    mode("config/keys", "rwx------");
  }

  private void mode(String path, String mode) throws IOException {
    Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString(mode));
  }

  @Test
  void whatOthersMayOnlyReadIsFine() throws Exception {
    assertThat(trial("config").level()).isEqualTo(Level.OK);
    SelfTest.requirePrivate(home, List.of(channel));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "config",
        "config/channels",
        "config/profiles/cig-2026.yaml",
        "config/keys",
        "config/keys/trust",
        "config/keys/trust/ca.pem",
        "routes",
        "routes/cig.yaml"
      })
  void whatTheGroupOrOthersMayWriteEndsTheStart(String path) throws IOException {
    for (String mode : List.of("rwx-w----", "rwx----w-")) {
      mode(path, mode);
      assertThat(trial("config").level()).isEqualTo(Level.FAIL);
      assertThatThrownBy(() -> SelfTest.requirePrivate(home, List.of(channel)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(
              "others may change " + (path.isEmpty() ? folder.toString() : path),
              "nothing was started",
              "chmod -R go-w " + home.config() + " " + home.routes());
    }
  }

  @Test
  void aFolderOfTrustElsewhereInTheHomeIsLookedAtToo() throws Exception {
    TestHome made = new TestHome(folder.resolve("made"));
    made.channel(
        "cig", TestHome.SMALLEST_CHANNEL.replace("trust: config/keys/trust", "trust: cas"));
    channel = new ConfigLoader(made.home).channel("cig");
    Path own = Files.createDirectory(made.home.root().resolve("cas"));
    ConfigTrial trial = new ConfigTrial(made.home, List.of(channel));
    assertThat(trial.run().level()).isEqualTo(Level.OK);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(trial.run().line()).startsWith("config: others may change cas;");
  }

  @Test
  void aLinkIsWhatItLeadsTo() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(home.channels().resolve("more"), elsewhere);
    Files.createSymbolicLink(home.channels().resolve("nowhere"), folder.resolve("gone"));
    assertThat(trial("config").level()).isEqualTo(Level.OK);
    mode("elsewhere", "rwxrwx---");
    assertThat(trial("config").text()).contains("config/channels/more");
  }

  @Test
  void aFolderOfKeysThatOthersMayLookIntoIsAWarningAndTheServiceStarts() throws Exception {
    mode("config/keys", "rwxr-x---");
    assertThat(trial("config").level()).isEqualTo(Level.WARN);
    assertThat(trial("config").line()).contains("config/keys", "chmod -R go=");
    SelfTest.requirePrivate(home, List.of(channel));
  }
}
