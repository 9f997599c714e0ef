package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordSourceTest {
  private static final Map<String, String> NO_ENVIRONMENT = Map.of();

  @TempDir Path folder;

  @Test
  void aFileIsAPathOfTheHomeUnlessItIsAbsolute() {
    Home home = new Home(folder);
    assertThat(PasswordSource.parse("file:config/keys/p", home))
        .isEqualTo(new PasswordSource.FromFile(home.root().resolve("config/keys/p")));
    assertThat(PasswordSource.parse("file:/run/secrets/p", home))
        .isEqualTo(new PasswordSource.FromFile(Path.of("/run/secrets/p")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------"})
  void aFileOfItsOwnerAloneIsReadWithoutItsLastLineEnd(String mode) throws Exception {
    for (String end : new String[] {"", "\n", "\r\n"}) {
      assertThat(read(file("pässwörd €" + end, mode))).isEqualTo("pässwörd €".toCharArray());
    }
  }

  @Test
  void onlyOneLineEndIsStripped() throws Exception {
    assertThat(read(file(" a \n\n", "rw-------"))).isEqualTo(" a \n".toCharArray());
  }

  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has access lists in place of file modes")
  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw------x"})
  void aFileOthersCouldOpenIsRefusedWithTheCureInTheMessage(String mode) throws Exception {
    Path file = file("hunter2", mode);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(mode, "it was not read", "chmod 600 " + file)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aFileThatIsMissingEmptyTooLongOrNoTextIsRefused() throws Exception {
    assertThatThrownBy(() -> read(folder.resolve("none"))).hasMessageContaining("does not exist");
    assertThatThrownBy(() -> read(file("", "rw-------"))).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read(file("\n", "rw-------"))).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read(file("x".repeat(4097), "rw-------")))
        .hasMessageContaining("too long");
    Path binary = file("", "rw-------");
    Files.write(binary, new byte[] {(byte) 0xc3});
    assertThatThrownBy(() -> read(binary)).hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void aCredentialIsReadFromTheFolderSystemdNames() throws Exception {
    Files.writeString(folder.resolve("keystore-pass"), "secret\n");
    var source = (PasswordSource.Stored) PasswordSource.parse("credential:keystore-pass", home());
    assertThat(source.read(Map.of("CREDENTIALS_DIRECTORY", folder.toString())))
        .isEqualTo("secret".toCharArray());
    assertThatThrownBy(() -> source.read(NO_ENVIRONMENT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CREDENTIALS_DIRECTORY is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "credential:", "credential:../x", "credential:.", "hunter2"})
  void anythingElseIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> PasswordSource.parse(text, home()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be prompt, file:PATH or credential:NAME");
  }

  @Test
  void aRelativeFileNeverLeavesTheHome() {
    assertThatThrownBy(() -> PasswordSource.parse("file:../x", home()))
        .hasMessageContaining("leads outside the home");
  }

  private Home home() {
    return new Home(folder);
  }

  private static char[] read(Path file) throws ConfigException {
    return new PasswordSource.FromFile(file).read(NO_ENVIRONMENT);
  }

  private Path file(String text, String mode) throws Exception {
    Path file = Files.createTempFile(folder, "password", null);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
