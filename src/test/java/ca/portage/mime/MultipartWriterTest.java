package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartWriterTest {

  @Test
  void F08_delimitersAreTwoHyphensAndTheBoundaryOnALineOfTheirOwn() throws Exception {
    Content body =
        MultipartWriter.write("b", List.of(Samples.bytes("one\r\n"), Samples.bytes("two")));

    assertThat(Samples.text(body)).isEqualTo("--b\r\none\r\n\r\n--b\r\ntwo\r\n--b--\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b ", "b\r\nX: 1", "\"", "b@c", "\u00e9"})
  void F07_aBoundaryThatRfc2046DoesNotAllowIsRefused(String boundary) {
    assertThatThrownBy(() -> MultipartWriter.write(boundary, List.of(Samples.bytes(""))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void F07_aBoundaryHasAtMostSeventyCharacters() {
    assertThat(Boundary.checked("b".repeat(70))).hasSize(70);
    assertThatThrownBy(() -> Boundary.checked("b".repeat(71)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void F06_aBoundaryInsideTheContentIsFoundAcrossBufferBorders() throws Exception {
    for (int before = 65_536 - 8; before <= 65_536; before++) {
      Content content = Samples.bytes("x".repeat(before) + "boundary" + "y".repeat(70_000));
      assertThat(Boundary.occursIn(content, "boundary")).isTrue();
      assertThat(Boundary.occursIn(content, "boundarz")).isFalse();
    }
  }
}
