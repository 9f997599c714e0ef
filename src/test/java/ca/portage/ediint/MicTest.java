package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.Digest;
import ca.portage.mime.MalformedMimeException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicTest {

  @Test
  void H08_theDocumentsOwnExamplesComeOut() throws Exception {
    Mic first = Mic.of(Samples.bytes("Today is February 01, 1998"), Digest.SHA1);
    Mic second = Mic.of(Samples.bytes("Today is February 02, 1998"), Digest.SHA1);

    assertThat(HexFormat.of().formatHex(first.digest()))
        .isEqualTo("ade4f5ee81bcc5656f225414ca9615dde09d1754");
    assertThat(HexFormat.of().formatHex(second.digest()))
        .isEqualTo("f6181a1ebbbcd32960b9cf9a138649a35e4f138c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SQ/qwnxMy55vPw0igk5WBI1VUgk=,sha1",
        "SQ/qwnxMy55vPw0igk5WBI1VUgk=, sha1",
        " SQ/qwnxMy55v Pw0igk5WBI1VUgk= , \"SHA-1\"",
        "SQ/qwnxMy55vPw0igk5WBI1VUgk,rsa-sha1",
      })
  void Q15_everySpellingOfTheSameCheckIsEqual(String spelling) throws Exception {
    assertThat(Mic.parse(spelling)).hasToString("SQ/qwnxMy55vPw0igk5WBI1VUgk=, sha1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "sha1",
        "SQ/qwnxMy55vPw0igk5WBI1VUgk=",
        "SQ/qwnxM,sha1",
        "*,sha1",
        "SQ/qwnxMy55vPw0igk5WBI1VUgk=,md5",
        "SQ/qwnxMy55vPw0igk5WBI1VUgk=,sha256",
      })
  void whatIsNoDigestOfItsAlgorithmIsMalformed(String text) {
    assertThatThrownBy(() -> Mic.parse(text)).isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void aCheckMatchesTheSameBytesInTheSameAlgorithmOnly() throws Exception {
    Mic mic = Mic.of(Samples.bytes("a"), Digest.SHA256);

    assertThat(mic.matches(Mic.of(Samples.bytes("a"), Digest.SHA256))).isTrue();
    assertThat(mic.matches(Mic.of(Samples.bytes("b"), Digest.SHA256))).isFalse();
    assertThat(mic.matches(Mic.of(Samples.bytes("a"), Digest.SHA1))).isFalse();
  }

  @Test
  void aCheckEqualsNeitherAnotherNorItsOwnText() throws Exception {
    Mic mic = Mic.of(Samples.bytes("a"), Digest.SHA256);

    assertThat(mic)
        .isNotEqualTo(Mic.of(Samples.bytes("b"), Digest.SHA256))
        .isNotEqualTo(mic.toString());
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    for (Digest digest : Digest.values()) {
      Mic mic = Mic.of(Samples.bytes("a"), digest);
      assertThat(Mic.parse(mic.toString())).isEqualTo(mic).hasSameHashCodeAs(mic);
    }
  }
}
