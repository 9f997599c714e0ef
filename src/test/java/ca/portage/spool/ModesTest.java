package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModesTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077", "377"})
  void foldersAre0700AndFiles0600UnderAnyUmask(String umask) throws Exception {
    Path root = home.resolve("spool");
    assumeTrue(Modes.posix(root));
    try (SpoolChild child = SpoolChild.underUmask(root, umask)) {
      assertThat(child.firstLine()).isEqualTo("open");
      try (Stream<Path> all = Files.walk(root)) {
        List<Path> paths = all.toList();
        assertThat(paths).contains(root.resolve("out/M1/payload"), root.resolve("in/P1.raw"));
        assertThat(paths).allSatisfy(ModesTest::isPrivate);
      }
    }
  }

  @Test
  void aSpoolMadeTooOpenByHandIsClosed() throws IOException {
    Path root = Files.createDirectory(home.resolve("spool"));
    assumeTrue(Modes.posix(root));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Spool.open(root).close();
    isPrivate(root);
  }

  private static void isPrivate(Path path) throws IOException {
    String wanted = Files.isDirectory(path) ? "rwx------" : "rw-------";
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .as(path.toString())
        .isEqualTo(wanted);
  }
}
