package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
  @TempDir Path folder;

  @Test
  void theFoldersOfAHomeLieWhereTheBundleHasThem() {
    Home home = new Home(folder);
    assertThat(home.channels()).isEqualTo(folder.resolve("config/channels"));
    assertThat(home.profiles()).isEqualTo(folder.resolve("config/profiles"));
    assertThat(home.routes()).isEqualTo(folder.resolve("routes"));
    assertThat(home.outbox()).isEqualTo(folder.resolve("outbox"));
    assertThat(home.inbox()).isEqualTo(folder.resolve("inbox"));
    assertThat(home.spool()).isEqualTo(folder.resolve("spool"));
    assertThat(home.ledger()).isEqualTo(folder.resolve("spool/ledger.db"));
  }

  @Test
  void aRelativeHomeIsMadeAbsolute() {
    assertThat(new Home(Path.of("x/../y")).root()).isEqualTo(Path.of("y").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "a/../../x", "/", "/etc/passwd"})
  void nothingLeadsOutside(String path) {
    Home home = new Home(folder);
    assertThatThrownBy(() -> home.resolve(Path.of(path)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads outside the home");
  }

  @Test
  void aSiblingWhoseNameBeginsAlikeIsOutside() {
    Home home = new Home(folder.resolve("home"));
    assertThatThrownBy(() -> home.resolve(Path.of("../home2/x")))
        .hasMessageContaining("leads outside the home");
  }
}
