package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Compressed content as a stream, in pieces of any size (RFC 3274, RFC 1950). */
class InflatingTest {
  private static final byte[] TEXT = "UNB+UNOA:2'".repeat(2000).getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void whatComesOctetByOctetComesOutWhole() throws IOException {
    try (Inflating inflating = new Inflating(out, TEXT.length)) {
      inflating.write(new byte[0]);
      for (byte octet : deflated(null)) {
        inflating.write(octet);
      }
      inflating.finish();
    }
    assertThat(out.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void whatFollowsTheEndIsRefusedInTheSamePieceAndInTheNext() throws IOException {
    byte[] whole = deflated(null);
    try (Inflating inflating = new Inflating(out, TEXT.length)) {
      refused("bytes follow", () -> inflating.write(Arrays.copyOf(whole, whole.length + 1)));
    }
    try (Inflating inflating = new Inflating(out, TEXT.length)) {
      inflating.write(whole);
      refused("bytes follow", () -> inflating.write(0));
    }
  }

  @Test
  void whatEndsTooEarlyOrIsDamagedIsRefused() throws IOException {
    byte[] whole = deflated(null);
    try (Inflating inflating = new Inflating(out, TEXT.length)) {
      inflating.write(whole, 0, whole.length - 1);
      refused("too early", inflating::finish);
    }
    whole[whole.length - 1] ^= 1;
    try (Inflating inflating = new Inflating(out, TEXT.length)) {
      refused("damaged", () -> inflating.write(whole));
    }
  }

  @Test
  void aStreamThatNeedsADictionaryIsRefused() throws IOException {
    try (Inflating inflating = new Inflating(out, TEXT.length)) {
      refused("dictionary", () -> inflating.write(deflated(new byte[] {'U', 'N', 'B'})));
    }
  }

  @Test
  void moreThanTheLimitIsRefusedBeforeItIsWritten() throws IOException {
    try (Inflating inflating = new Inflating(out, TEXT.length - 1)) {
      assertThatExceptionOfType(Inflating.OverLimitException.class)
          .isThrownBy(() -> inflating.write(deflated(null)));
    }
    assertThat(out.size()).isLessThan(TEXT.length);
  }

  @Test
  void aLimitThatAllowsNothingIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InflationLimit(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new InflationLimit(1, 0));
  }

  private static byte[] deflated(byte[] dictionary) {
    Deflater deflater = new Deflater();
    if (dictionary != null) {
      deflater.setDictionary(dictionary);
    }
    deflater.setInput(TEXT);
    deflater.finish();
    byte[] all = new byte[TEXT.length];
    int length = deflater.deflate(all);
    deflater.end();
    return Arrays.copyOf(all, length);
  }

  private static void refused(
      String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatExceptionOfType(MalformedBerException.class)
        .isThrownBy(act)
        .withMessageContaining(why);
  }
}
