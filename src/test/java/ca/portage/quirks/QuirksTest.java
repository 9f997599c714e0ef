package ca.portage.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the rows has its fixture, which says how it was made, and its test. */
class QuirksTest {
  private static final List<Class<?>> TESTS =
      List.of(ReceiptQuirksTest.class, HeadQuirksTest.class, MultipartQuirksTest.class);

  private static final List<String> FILES =
      List.of(
          "ReceiptQuirksTest",
          "HeadQuirksTest",
          "MultipartQuirksTest",
          "Quirk",
          "Emitted",
          "Played");

  static Stream<String> rows() {
    return IntStream.rangeClosed(1, 38).mapToObj("Q-%02d"::formatted);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowHasAFixtureThatSaysHowItWasMade(String row) throws IOException {
    Path folder = Quirk.FOLDER.resolve(row);
    assertThat(Files.readString(folder.resolve("MADE.txt")))
        .startsWith(row + ": ")
        .contains("Made by ../make.sh");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(f -> !f.endsWith("MADE.txt"))).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowHasOneTestNamedAfterIt(String row) {
    String begins = row.toLowerCase(java.util.Locale.ROOT).replace("-", "");
    assertThat(
            TESTS.stream()
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> m.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .filter(name -> name.startsWith(begins)))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyFixtureIsReadByATest(String row) throws IOException {
    StringBuilder tests = new StringBuilder();
    for (String name : FILES) {
      tests.append(
          Files.readString(Path.of("src/test/java/ca/portage/quirks").resolve(name + ".java")));
    }
    try (Stream<Path> files = Files.list(Quirk.FOLDER.resolve(row))) {
      for (Path file : files.filter(f -> !f.endsWith("MADE.txt")).toList()) {
        assertThat(tests)
            .as(file.toString())
            .containsPattern(
                '"' + row + "\",\\s*\"" + Pattern.quote(file.getFileName().toString()) + '"');
      }
    }
  }
}
