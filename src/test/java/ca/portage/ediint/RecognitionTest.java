package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise is told from a message before anybody reads it as one (reliability E11, E15). */
class RecognitionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: multipart/signed; boundary=x\r\n\r\n--x",
        "\r\nContent-Type: text/plain\r\n\r\n",
        "\nMIME-Version: 1.0\nX: 1\n\n\u0000\u0001\u0002",
        "UNB+UNOA:2+A+B'",
        "Content-Type: application/pkcs7-mime\r\n\r\n0\u0082\u0001\u0000\u0006",
        "POST /Put HTTP/1.0\r\nFrom: a\r\n",
        "x",
      })
  void aMessageIsRecognised(String text) throws Exception {
    assertThat(recognised(text.getBytes(StandardCharsets.ISO_8859_1))).isTrue();
  }

  @Test
  void aLaterHeaderMayHoldAnyCharset() throws Exception {
    String text =
        "Content-Type: application/edi-consent; name=a-rather-long-name-of-a-file.txt\r\n";
    assertThat(recognised((text + "X-Name: Zo\u00eb\r\n\r\n").getBytes(StandardCharsets.UTF_8)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "\u0000",
        "Content\u0007-Type: a/b",
        "\u00e9\u00e9",
        "From: a\u007f"
      })
  void whatIsNoTextFromItsStartIsNone(String text) throws Exception {
    assertThat(recognised(text.getBytes(StandardCharsets.ISO_8859_1))).isFalse();
  }

  @Test
  void noiseIsNeverAMessage() throws Exception {
    Random random = new Random(5652);
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[16 + random.nextInt(300)];
      random.nextBytes(noise);
      assertThat(recognised(noise)).as("round %d", round).isFalse();
    }
  }

  private static boolean recognised(byte[] bytes) throws IOException {
    return Recognition.canBeMessage(Content.of(bytes));
  }
}
