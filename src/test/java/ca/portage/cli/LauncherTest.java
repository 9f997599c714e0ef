package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shipped script in a bundle of its own, with a java and an mvn that only note their use. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "it tests bin/portage, a script of the Unix shell; portage.cmd has no test")
class LauncherTest {
  private static final String MVN =
      """
      #!/bin/sh
      pwd -P >>"$NOTES/mvn"
      printf '%s\\n' "$@" >>"$NOTES/mvn"
      mkdir -p target/lib && echo jar >target/portage.jar
      """;

  private static final String PLAIN_TOOLS =
      "cat dirname readlink sed grep head tail find mkdir rm cp mv touch sleep stty seq wc";

  @TempDir Path temp;

  private Path bundle;
  private Path tools;
  private Path jar;
  private Path plainTools;

  /** What the process left behind. */
  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void makeABundleWithBlanksInItsPath() throws IOException {
    bundle = Files.createDirectories(temp.resolve("my bundle"));
    Files.createDirectories(bundle.resolve("bin"));
    Files.copy(Path.of("bin/portage"), bundle.resolve("bin/portage"));
    executable(bundle.resolve("bin/portage"));
    Files.createDirectories(bundle.resolve("src/main"));
    Files.writeString(bundle.resolve("pom.xml"), "<project/>");
    Files.writeString(bundle.resolve("src/main/A.java"), "class A {}");
    jar = bundle.resolve("target/portage.jar");
    tools = Files.createDirectories(temp.resolve("jdk/bin"));
    plainTools = linkPlainTools();
    tool("java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
    tool("mvn", MVN);
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
  }

  @Test
  void theFirstStartBuildsWithoutTestsAndThenRunsWithTheJarAndItsLibraries() throws Exception {
    Ended ended = start("status", "--home", "a b");

    assertThat(notes("mvn"))
        .containsExactly(
            bundle.toRealPath().toString(), "-B", "-q", "-Dmaven.test.skip=true", "package");
    assertThat(ended.err())
        .contains("building Portage (first start only)")
        .contains("built Portage");
    assertThat(ended.out().lines())
        .contains("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
        .contains("-Djdk.tls.client.protocols=TLSv1.3", "-Dportage.bundle=" + bundle.toRealPath())
        .contains(
            bundle.toRealPath()
                + "/target/run/portage.jar:"
                + bundle.toRealPath()
                + "/target/lib/*")
        .endsWith("ca.portage.cli.Portage", "status", "--home", "a b");
    assertThat(ended.exitCode()).as("java's own exit code").isEqualTo(7);
  }

  @Test
  void theSecondStartBuildsNothingAndSaysNothing() throws Exception {
    start();
    Files.delete(temp.resolve("mvn"));

    Ended ended = start();

    assertThat(temp.resolve("mvn")).doesNotExist();
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void aSourceNewerThanTheJarIsBuiltAgain() throws Exception {
    start();
    Files.setLastModifiedTime(
        bundle.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    Files.delete(temp.resolve("mvn"));

    assertThat(start().err()).contains("building Portage (the sources have changed)");
    assertThat(temp.resolve("mvn")).exists();
  }

  @Test
  void aRunningServiceKeepsItsJarWhenAnotherStartBuilds() throws Exception {
    start();
    Path running = bundle.resolve("target/run/portage.jar");
    Object before = Files.readAttributes(running, BasicFileAttributes.class).fileKey();
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));

    start();

    assertThat(Files.readAttributes(running, BasicFileAttributes.class).fileKey())
        .isNotEqualTo(before);
  }

  @Test
  void aChangedPomLeavesNoOldLibraryOnTheClassPath() throws Exception {
    start();
    Files.writeString(bundle.resolve("target/lib/old-1.0.jar"), "old");
    Files.setLastModifiedTime(
        bundle.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));

    start();

    assertThat(bundle.resolve("target/lib/old-1.0.jar")).doesNotExist();
  }

  @Test
  void anInstalledBundleWithoutSourcesNeverBuilds() throws Exception {
    start();
    Files.delete(bundle.resolve("src/main/A.java"));
    Files.delete(bundle.resolve("src/main"));
    Files.delete(bundle.resolve("pom.xml"));
    Files.delete(tools.resolve("mvn"));

    Ended ended = start();

    assertThat(ended.exitCode()).isEqualTo(7);
    assertThat(ended.out()).contains(jar.toRealPath() + ":");
  }

  @Test
  void aFailedBuildShowsItsLastLinesAndWhereTheRestIs() throws Exception {
    tool("mvn", "#!/bin/sh\nseq 1 99\necho 'cannot resolve x'\nexit 1\n");

    Ended ended = start();

    assertThat(ended.exitCode()).isEqualTo(70);
    assertThat(ended.err())
        .contains("  cannot resolve x\n")
        .contains("  99\n")
        .doesNotContain("  50\n")
        .contains("target/build.log");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aFailedBuildLeavesNoLockBehind() throws Exception {
    tool("mvn", "#!/bin/sh\nexit 1\n");
    start();
    tool("mvn", MVN);

    assertThat(start().exitCode()).isEqualTo(7);
  }

  @Test
  void aLockOfABuildThatDiedIsTakenOver() throws Exception {
    Files.createDirectories(bundle.resolve("target/build.lock"));
    Files.writeString(bundle.resolve("target/build.lock/pid"), "999999999\n");

    assertThat(start().exitCode()).isEqualTo(7);
  }

  @Test
  void withoutMavenTheFirstStartSaysWhatToInstall() throws Exception {
    Files.delete(tools.resolve("mvn"));

    Ended ended = start();

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err()).contains("install Maven 3.8 or newer");
  }

  @Test
  void anOldJavaIsRefusedByItsVersion() throws Exception {
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

    Ended ended = start();

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err()).contains("is version 11; Portage needs 17 or newer");
  }

  @Test
  void aJavaWithoutAReleaseFileIsAskedItself() throws Exception {
    Files.delete(temp.resolve("jdk/release"));
    tool("java", "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");

    assertThat(start().err()).contains("is version 1; Portage needs 17 or newer");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Ended ended = run(List.of(launcher()), temp, "JAVA_HOME=" + temp.resolve("none"));

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err()).contains("JAVA_HOME is " + temp.resolve("none"));
  }

  @Test
  void itWorksFromAnyFolderThroughLinksOfLinks() throws Exception {
    Path near = Files.createDirectories(temp.resolve("links/near"));
    Files.createSymbolicLink(near.resolve("p"), Path.of("../../my bundle/bin/portage"));
    Files.createSymbolicLink(temp.resolve("portage-link"), near.resolve("p"));

    Ended ended = run(List.of("./portage-link", "check"), temp);

    assertThat(ended.out()).contains("-Dportage.bundle=" + bundle.toRealPath());
  }

  @Test
  void optionsOfTheAdminComeAfterOursSoTheyWin() throws Exception {
    Ended ended = run(List.of(launcher()), temp, "PORTAGE_JAVA_OPTS=-Xmx256m -Dx=y");

    assertThat(ended.out().lines()).containsSubsequence("-Xmx64m", "-Xmx256m", "-Dx=y");
  }

  @Test
  void keptClassesAreUsedWhereTheyAreAndTheAdminMayNameOthers() throws Exception {
    assertThat(start().out()).doesNotContain("SharedArchiveFile");
    Path kept = Files.writeString(jar.resolveSibling("portage.jsa"), "classes");
    Path size = Files.writeString(jar.resolveSibling("portage.jsa.size"), "7\n");

    Ended ended = run(List.of(launcher()), temp, "PORTAGE_JAVA_OPTS=-XX:SharedArchiveFile=other");

    assertThat(ended.out().lines())
        .containsSubsequence(
            "-XX:SharedArchiveFile=" + kept.toRealPath(), "-XX:SharedArchiveFile=other", "-cp");
    for (String other : List.of("8\n", "", "x\n")) {
      Files.writeString(size, other);
      assertThat(start().out()).doesNotContain("SharedArchiveFile");
      assertThat(start().err()).isEmpty();
    }
  }

  @Test
  void aPipeIsToldToBeNoTerminal() throws Exception {
    assertThat(start().out()).contains("-Dportage.terminal=no");
  }

  @Test
  void aCrashLeavesNoMemoryWithKeysInAFileHoweverItIsStarted() throws Exception {
    tool("java", "#!/bin/sh\necho core $(ulimit -Sc) $(ulimit -Hc)\nprintf '%s\\n' \"$@\"\n");
    String most = "ulimit -Sc $(ulimit -Hc); ";
    Ended bare =
        run(List.of("/bin/sh", "-c", most + tools.resolve("java") + " bare"), Path.of("/"));
    assumeFalse(bare.out().startsWith("core 0 0"), "no core file could be made here anyway");

    Ended ended = run(List.of("/bin/sh", "-c", most + "exec '" + launcher() + "'"), Path.of("/"));

    assertThat(ended.out().lines()).contains("core 0 0", "-XX:-CreateCoredumpOnCrash");
  }

  private Ended start(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(List.of(words));
    return run(command, Path.of("/"));
  }

  private String launcher() {
    return bundle.resolve("bin/portage").toString();
  }

  private Ended run(List<String> command, Path folder, String... variables) throws Exception {
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools + ":" + plainTools);
    builder.environment().put("NOTES", temp.toString());
    for (String variable : variables) {
      builder.environment().put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
    }
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** The machine's own mvn stays out of reach. */
  private Path linkPlainTools() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("plain"));
    for (String name : PLAIN_TOOLS.split(" ")) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path tool = Path.of(place, name);
        if (Files.exists(tool) && !Files.exists(folder.resolve(name))) {
          executable(
              Files.writeString(folder.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n"));
        }
      }
    }
    return folder;
  }

  private List<String> notes(String tool) throws IOException {
    return Files.readAllLines(temp.resolve(tool));
  }

  private void tool(String name, String script) throws IOException {
    executable(Files.writeString(tools.resolve(name), script));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
