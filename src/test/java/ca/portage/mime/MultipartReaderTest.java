package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
  private static final MimeLimits LIMITS = MimeLimits.DEFAULT;

  private static List<String> texts(List<Content> parts) {
    return parts.stream()
        .map(
            p -> {
              try {
                return Samples.text(p);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static Parts read(String body, String boundary) throws Exception {
    return MultipartReader.parts(Samples.bytes(body), boundary, LIMITS);
  }

  @Test
  void theLineBreakBeforeADelimiterBelongsToTheDelimiter() throws Exception {
    Parts parts = read("--b\r\none\r\n\r\n--b\r\ntwo\r\n--b--\r\n", "b");

    assertThat(texts(parts.parts())).containsExactly("one\r\n", "two");
    assertThat(parts.closed()).isTrue();
    assertThat(parts.partial()).isEmpty();
  }

  @Test
  void preambleAndEpilogueAreNoParts() throws Exception {
    Parts parts = read("pre\r\n--b\r\none\r\n--b--\r\nepilogue\r\n--b\r\nx\r\n--b--", "b");

    assertThat(texts(parts.parts())).containsExactly("one");
    assertThat(parts.goesOn()).isTrue();
  }

  @Test
  void whiteSpaceBehindTheEndIsNothing() throws Exception {
    assertThat(read("--b\r\none\r\n--b--", "b").goesOn()).isFalse();
    assertThat(read("--b\r\none\r\n--b--\r\n \t\r\n\n", "b").goesOn()).isFalse();
    assertThat(read("--b\r\none\r\n--b--\r\n \t\r\nx", "b").goesOn()).isTrue();
  }

  @Test
  void emptyPartsAreParts() throws Exception {
    assertThat(texts(read("--b\r\n--b\r\n\r\n--b--", "b").parts())).containsExactly("", "");
  }

  @Test
  void aBoundaryThatBeginsLikeAnotherIsNotTakenForIt() throws Exception {
    Parts parts = read("--b\r\n--bb\r\n--b-\r\n --b\r\nx--b\r\n--b \t\r\n2\r\n--b--", "b");

    assertThat(texts(parts.parts())).containsExactly("--bb\r\n--b-\r\n --b\r\nx--b", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {".*", "a(b", "[x]", "'()+_,-./:=?", "a b"})
  void D3_aBoundaryIsNoPattern(String boundary) throws Exception {
    assertThat(texts(read("--" + boundary + "\r\n1\r\n--" + boundary + "--", boundary).parts()))
        .containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-----9723347566394", "9723347566394", "---------------9723347566394"})
  void Q07_declaredBoundaryAndDelimiterMayDifferInHyphens(String delimiter) throws Exception {
    Parts parts =
        read(
            delimiter + "\r\none\r\n" + delimiter + "\r\ntwo\r\n" + delimiter + "--\r\n",
            "-----9723347566394");

    assertThat(texts(parts.parts())).containsExactly("one", "two");
    assertThat(parts.closed()).isTrue();
  }

  @Test
  void Q07_declaredBoundaryAndDelimiterAreIdentical() throws Exception {
    Parts parts =
        MultipartReader.parts(
            Samples.file("download-2008.bin"),
            "-----Boundary-519212206.960396072280@gateway",
            LIMITS);

    assertThat(parts.closed()).isTrue();
    List<Content> both = parts.parts();
    assertThat(both).hasSize(2);
    assertThat(Samples.text(EntityReader.readUnsigned(both.get(0), LIMITS).body()))
        .isEqualTo("first object");
    assertThat(Samples.text(EntityReader.readUnsigned(both.get(1), LIMITS).body()))
        .isEqualTo("second object\r\n");
  }

  @Test
  void Q07_theStandardDelimiterWinsOverEveryOtherNumberOfHyphens() throws Exception {
    Parts parts = read("-----b\r\npre\r\n---b\r\n-----b\r\nb\r\n---b--\r\n", "-b");

    assertThat(texts(parts.parts())).containsExactly("-----b\r\nb");
  }

  @Test
  void Q07_theStandardDelimiterWinsHoweverManyOthersComeBeforeIt() throws Exception {
    StringBuilder preamble = new StringBuilder();
    for (int hyphens = 3; hyphens < 30; hyphens++) {
      preamble.append("-".repeat(hyphens)).append("b\r\n");
    }

    assertThat(texts(read(preamble + "--b\r\n1\r\n--b--\r\n", "b").parts())).containsExactly("1");
  }

  @Test
  void Q07_twoForeignNumbersOfHyphensAreAmbiguous() {
    assertThatThrownBy(() -> read("---b\r\n1\r\n----b\r\n2\r\n---b--", "b"))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("hyphens");
  }

  @Test
  void Q16_aPartsContentLengthNeverCutsIt() throws Exception {
    Parts parts = read("--b\r\nContent-Length: 2\r\n\r\nlonger\r\n--b--", "b");

    assertThat(Samples.text(EntityReader.read(parts.parts().get(0), LIMITS).body()))
        .isEqualTo("longer");
  }

  @Test
  void Q34_binaryPartsKeepEveryOctet() throws Exception {
    byte[] binary = new byte[300_000];
    new Random(34).nextBytes(binary);
    binary[binary.length - 1] = '\r';
    Content written = MultipartWriter.write("b", List.of(Content.of(binary), Content.of(binary)));

    Parts parts = MultipartReader.parts(written, "b", LIMITS);

    assertThat(parts.parts()).hasSize(2);
    assertThat(parts.parts().get(0).toBytes(400_000)).isEqualTo(binary);
    assertThat(parts.parts().get(1).toBytes(400_000)).isEqualTo(binary);
  }

  @Test
  void whereLinesEndInLineFeedACarriageReturnBeforeItIsContent() throws Exception {
    assertThat(texts(read("--b\none\r\n--b\ntwo\r\n--b--", "b").parts()))
        .containsExactly("one\r", "two\r");
  }

  @Test
  void D4_aMissingClosingDelimiterLeavesAPartialPart() throws Exception {
    Parts parts = read("--b\r\none\r\n--b\r\ntwo\r\n--", "b");

    assertThat(texts(parts.parts())).containsExactly("one");
    assertThat(parts.closed()).isFalse();
    assertThat(parts.partial().map(p -> texts(List.of(p)))).contains(List.of("two\r\n--"));
  }

  @Test
  void D13_aPageThatIsNoMultipartHasNoParts() throws Exception {
    Parts parts = read("<html>Please log in</html>", "b");

    assertThat(parts)
        .isEqualTo(
            new Parts(List.of(), false, java.util.Optional.empty(), java.util.Optional.empty()));
  }

  @Test
  void D1_aCutAnywhereNeverGivesAnotherPart() throws Exception {
    Content whole = Samples.file("download-2008.bin");
    String boundary = "-----Boundary-519212206.960396072280@gateway";
    List<String> all = texts(MultipartReader.parts(whole, boundary, LIMITS).parts());

    for (int length = 0; length < whole.size(); length++) {
      Parts cut = MultipartReader.parts(whole.slice(0, length), boundary, LIMITS);
      assertThat(texts(cut.parts())).isEqualTo(all.subList(0, cut.parts().size()));
    }
  }

  @Test
  void D5_tenThousandPartsAreReadAndOneTooManyIsMalformed() throws Exception {
    String many = "--b\r\nx\r\n".repeat(20_000);

    assertThat(read(many + "--b--", "b").parts()).hasSize(20_000);
    assertThatThrownBy(() -> read(many + "--b\r\nx\r\n--b--", "b"))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("20000");
  }

  @Test
  void anUnusableBoundaryIsMalformed() {
    assertThatThrownBy(() -> read("", " ")).isInstanceOf(MalformedMimeException.class);
    assertThatThrownBy(() -> read("", "b".repeat(600))).isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void aBoundaryOfHyphensOnlyIsCountedExactly() throws Exception {
    assertThat(texts(read("-----\r\n1\r\n-----\r\n----\r\n-------\r\n", "---").parts()))
        .containsExactly("1", "----");
  }
}
