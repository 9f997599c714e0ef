package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadersTest {

  @Test
  void fieldsAreWrittenInOrderOnOneLineEach() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Headers.of(new Header("From", " a ")).with("Date", "now").writeTo(out);

    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("From: a\r\nDate: now\r\n");
  }

  @Test
  void Q19_namesAreComparedInAnyCase() {
    Headers headers = Headers.none().with("MESSAGE-id", "1").with("Message-Id", "2");

    assertThat(headers.first("message-ID")).contains("1");
    assertThat(headers.values("message-id")).containsExactly("1", "2");
    assertThat(headers.contains("MESSAGE-ID")).isTrue();
    assertThat(headers.contains("message")).isFalse();
  }

  @Test
  void G9_aLineBreakNeverMakesOneFieldTwo() {
    assertThatThrownBy(() -> new Header("A", "1\r\nB: 2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Header("A", "1\rB: 2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Header("A: 1\nB", "2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Header("", "2")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Header("A", "\u20ac"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
