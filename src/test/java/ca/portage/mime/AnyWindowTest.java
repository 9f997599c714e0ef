package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the parts are, and wherever the window ends that passes over them, they are what was
 * joined, and what a reader finds that sees the whole body at once (reliability §3, properties).
 */
class AnyWindowTest {
  private static final String BOUNDARY = WholeBodySplit.BOUNDARY;
  private static final int SMALLEST = DelimiterScanner.MIN_BUFFER_BYTES;
  private static final int MOST = 1 << 20;

  @Property
  void theSplitOfAJoinIsTheIdentityUnderAnyChunking(
      @ForAll @Size(min = 1, max = 6) List<@From("text") String> contents,
      @ForAll @IntRange(min = 1, max = 4000) int chunk,
      @ForAll("windows") int window)
      throws IOException, MalformedMimeException {
    Assume.that(contents.stream().noneMatch(content -> content.contains("--" + BOUNDARY)));
    byte[] joined =
        MultipartWriter.write(BOUNDARY, contents.stream().map(Samples::bytes).toList())
            .toBytes(MOST);
    Parts parts = split(joined, chunk, window);
    assertThat(parts.closed()).isTrue();
    assertThat(texts(parts.parts())).isEqualTo(contents);
  }

  @Property
  void noWindowFindsAnythingElseThanTheWholeBodyHolds(
      @ForAll @Size(min = 1, max = 12) List<@From("piece") String> pieces,
      @ForAll @IntRange(min = 1, max = 4000) int chunk,
      @ForAll("windows") int window)
      throws IOException, MalformedMimeException {
    String body = String.join("", pieces);
    WholeBodySplit expected = WholeBodySplit.of(body);
    Assume.that(expected.delimiters() > 0);
    Parts parts = split(body.getBytes(StandardCharsets.ISO_8859_1), chunk, window);
    assertThat(texts(parts.parts())).isEqualTo(expected.parts());
    assertThat(parts.closed()).isEqualTo(expected.closed());
  }

  @Example
  void aLineFeedAfterACompleteLineIsAllThatBelongsToTheDelimiter() throws Exception {
    Parts parts =
        split("--=_b\r\na\r\n\n--=_b--\r\n".getBytes(StandardCharsets.US_ASCII), 9, SMALLEST);
    assertThat(texts(parts.parts())).containsExactly("a\r\n");
  }

  @Example
  void aDelimiterThatFillsItsWindowAndTheBodyIsFoundInAnyWindow() throws Exception {
    String line = "--" + BOUNDARY + "--";
    String body = line + " ".repeat(DelimiterPattern.WINDOW_BYTES - line.length());
    for (int window : List.of(SMALLEST, SMALLEST + 1, DelimiterScanner.BUFFER_BYTES)) {
      assertThat(split(body.getBytes(StandardCharsets.US_ASCII), 7, window).closed()).isTrue();
    }
  }

  private static Parts split(byte[] body, int chunk, int window)
      throws IOException, MalformedMimeException {
    return MultipartReader.parts(new Dribble(body, chunk), BOUNDARY, MimeLimits.DEFAULT, window);
  }

  private static List<String> texts(List<Content> parts) throws IOException {
    Stream.Builder<String> texts = Stream.builder();
    for (Content part : parts) {
      texts.add(Samples.text(part));
    }
    return texts.build().toList();
  }

  @Provide
  Arbitrary<Integer> windows() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(SMALLEST, SMALLEST + 80),
        Arbitraries.integers().between(SMALLEST, 9000));
  }

  /** What tempts, and enough of nothing between it to bring it to the end of a window. */
  @Provide
  Arbitrary<String> text() {
    return Arbitraries.oneOf(tempting(), filling())
        .list()
        .ofMaxSize(4)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> piece() {
    Arbitrary<String> blanks =
        Arbitraries.integers().between(0, SMALLEST + 8).map(n -> "--" + BOUNDARY + " ".repeat(n));
    Arbitrary<String> delimiters =
        Arbitraries.of(
            "\n--" + BOUNDARY + "\n",
            "\r\n--" + BOUNDARY + "\r\n",
            "\r\n\n--" + BOUNDARY + "\r\n",
            "\r\n--" + BOUNDARY + "--\r\n",
            "--" + BOUNDARY);
    return Arbitraries.frequencyOf(
        Tuple.of(4, tempting()),
        Tuple.of(3, filling()),
        Tuple.of(1, blanks),
        Tuple.of(3, delimiters));
  }

  private static Arbitrary<String> tempting() {
    return Arbitraries.strings()
        .withChars('-', '\r', '\n', '=', '_', 'b', ' ', '\0', '\u00ff')
        .ofMaxLength(40);
  }

  private static Arbitrary<String> filling() {
    return Arbitraries.integers().between(0, SMALLEST + 8).map("x"::repeat);
  }
}
