package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {

  @Test
  void Q19_typesAndParameterNamesAreReadInAnyCaseAndValuesAsSent() throws Exception {
    ContentType type = ContentType.parse("Multipart/Report; Report-Type=\"Disposition X\"");

    assertThat(type.is("multipart/report")).isTrue();
    assertThat(type.parameters()).isEqualTo(Map.of("report-type", "Disposition X"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/signed; micalg=sha1; boundary=\"a;b\"",
        "multipart/signed;micalg=\"sha1\";boundary=\"a;b\";",
        "multipart /signed ; micalg = sha1 ; boundary = \"a;b\" ; nothing",
        "multipart/signed; micalg=sha1; boundary=\"a\\;b",
      })
  void Q15_quotesBlanksAndTrailingSemicolonsMakeNoDifference(String value) throws Exception {
    ContentType type = ContentType.parse(value);

    assertThat(type.type()).isEqualTo("multipart/signed");
    assertThat(type.parameter("MICALG")).contains("sha1");
    assertThat(type.boundary()).isEqualTo("a;b");
  }

  @Test
  void anUnquotedBoundaryMayHoldAnEqualsSign() throws Exception {
    assertThat(ContentType.parse("multipart/mixed; boundary=----=_Part_1.2").boundary())
        .isEqualTo("----=_Part_1.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "/plain", "text/", "a/b/c", ";boundary=x"})
  void whatHasNoTypeAndSubtypeIsMalformed(String value) {
    assertThatThrownBy(() -> ContentType.parse(value)).isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void D3_twoBoundariesOrNoneAreMalformed() {
    assertThatThrownBy(() -> ContentType.parse("multipart/mixed; boundary=a; boundary=b"))
        .isInstanceOf(MalformedMimeException.class);
    assertThatThrownBy(() -> ContentType.parse("multipart/mixed; boundary=\"\"").boundary())
        .isInstanceOf(MalformedMimeException.class);
  }
}
