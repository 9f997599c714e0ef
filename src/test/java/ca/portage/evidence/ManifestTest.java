package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifest names every file, however many there are, and nothing foreign is opened. */
class ManifestTest {
  private static final List<String> NAMES =
      List.of("a", "in.txt", "in/1.raw", "in/10.raw", "in/2/x", "in-2", "in/2.raw", "z/y/x/w");

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    for (String name : NAMES) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void namesComeInTheOrderOfTheWholePathHoweverFewAreHeld() throws IOException {
    for (int held : new int[] {1, 2, 3, 100}) {
      List<String> names = new ArrayList<>();
      SortedFiles.each(folder, held, (name, file) -> names.add(name));
      assertThat(names).as("%d held", held).containsExactlyElementsOf(new TreeSet<>(NAMES));
    }
  }

  @Test
  void whatIsMissingChangedOrTooManyIsFoundInOnePassOverBoth() throws IOException {
    Manifest.write(folder);
    assertThat(Manifest.check(folder).findings()).isEmpty();
    Files.delete(folder.resolve("in/10.raw"));
    Files.delete(folder.resolve("z/y/x/w"));
    Files.writeString(folder.resolve("in-2"), "other");
    Files.writeString(folder.resolve("in/3.raw"), "new");
    Files.writeString(folder.resolve("zz"), "new");
    Manifest.Found found = Manifest.check(folder);
    assertThat(found.findings())
        .containsExactlyInAnyOrder(
            "file in-2 was changed",
            "file in/10.raw is missing",
            "file in/3.raw is none of this export",
            "file z/y/x/w is missing",
            "file zz is none of this export");
    assertThat(found.foreign()).isFalse();
  }

  @Test
  void linesThatNoExportWritesAreFoundAndHeldInLittleRoom() throws IOException {
    Manifest.write(folder);
    Path manifest = folder.resolve("MANIFEST.sha256");
    String right = Files.readString(manifest);
    for (String wrong :
        List.of("x".repeat(5_000_000) + "\n" + right, right + right, right + "\n", "\n" + right)) {
      Files.writeString(manifest, wrong);
      assertThat(Manifest.check(folder).findings())
          .contains("MANIFEST.sha256 has a line that no export writes");
    }
    Files.writeString(manifest, right.substring(0, right.length() - 1));
    assertThat(Manifest.check(folder).findings())
        .containsExactly("MANIFEST.sha256 does not end as it should");
    Files.writeString(manifest, right);
    assertThat(Manifest.check(folder).findings()).as("control").isEmpty();
  }

  @Test
  void aPipeOrALinkIsNeitherOpenedNorFollowed() throws Exception {
    Manifest.write(folder);
    Path pipe = folder.resolve("in/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(Manifest.check(folder).foreign()).isTrue();
    Files.delete(pipe);
    for (String name : List.of("in/link", "MANIFEST.sha256", "facts")) {
      Path link = folder.resolve(name);
      byte[] before = Files.exists(link) ? Files.readAllBytes(link) : new byte[0];
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of("/etc"));
      assertThat(Manifest.check(folder).foreign()).as(name).isTrue();
      Files.delete(link);
      if (before.length > 0) {
        Files.write(link, before);
      }
    }
    assertThat(Manifest.check(folder).foreign()).isFalse();
    assertThat(Manifest.check(folder).findings()).as("control").isEmpty();
  }

  @Test
  void foldersNestedDeeperThanInAnyExportAreForeign() throws IOException {
    Files.createDirectories(folder.resolve("a1/".repeat(40)));
    assertThat(Manifest.check(folder).foreign()).isTrue();
  }
}
