package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand in a message, octet by octet (X.690 §8.1). */
class BerReaderTest {
  private static final int SEQUENCE = 0x30;

  @Test
  void anElementOfIndefiniteLengthEndsWithTwoZeros() throws IOException {
    for (String end : new String[] {"0001", "0100"}) {
      BerReader ber = reader("3080 0201 05" + end);
      ber.enter(SEQUENCE);
      ber.element(10);
      refused(end.equals("0001") ? "does not end" : "holds more", ber::leave);
    }
  }

  @Test
  void anElementHoldsNoMoreThanItsLength() throws IOException {
    BerReader more = reader("3005 0201 05 0500");
    more.enter(SEQUENCE);
    more.element(10);
    refused("holds more", more::leave);
    BerReader beyond = reader("3003 0402 0102");
    beyond.enter(SEQUENCE);
    refused("beyond its surroundings", () -> beyond.element(10));
    BerReader inside = reader("3004 3003 0201");
    inside.enter(SEQUENCE);
    refused("beyond its surroundings", () -> inside.enter(SEQUENCE));
  }

  @Test
  void nothingFollowsAMessage() throws IOException {
    BerReader whole = reader("020105");
    whole.element(10);
    whole.end();
    BerReader looked = reader("0201050201");
    looked.element(10);
    assertThat(looked.nextIs(2)).isTrue();
    assertThatExceptionOfType(MalformedBerException.class).isThrownBy(looked::end);
    BerReader unseen = reader("02010502");
    unseen.element(10);
    assertThatExceptionOfType(MalformedBerException.class).isThrownBy(unseen::end);
  }

  @Test
  void anOctetStringMayComeInPiecesOfPieces() throws IOException {
    assertThat(octets("2480 0402 0102 2403 0401 03 0000")).isEqualTo(hex("010203"));
  }

  @Test
  void anOctetStringThatNestsWithoutEndOrIsNoneIsRefused() {
    refused("an octet string is not one", () -> octets("2480".repeat(40)));
    refused("an octet string is not one", () -> octets("0201 05"));
  }

  /** X.690 §8.1.3.2: only what holds other elements may leave its length open. */
  @Test
  void anOctetStringInOnePieceSaysHowLongItIs() {
    refused("beyond its surroundings", () -> octets("0480 0102 0000"));
  }

  @ParameterizedTest
  @CsvSource({
    "1f 81 01 00, an identifier that no message has",
    "3f 80 0000, an identifier that no message has",
    "0480 0401 01 0000, may not stand here",
    "02 89 010000000000000000, a length is too long",
    "02 88 ff00000000000000, a length is too long",
    "02 87 7f000000000000, larger than allowed",
    "02 05 01, too early",
  })
  void anElementThatLiesIsRefused(String octets, String why) {
    refused(why, () -> reader(octets).element(64));
  }

  @Test
  void elementsOfIndefiniteLengthNestOnlySoFar() throws IOException {
    BerReader ber = reader("3080 3080 0201 05 0000 0000");
    assertThat(ber.element(64)).isEqualTo(hex("30803080020105" + "00000000"));
    refused("may not stand here", () -> reader("3080".repeat(40)).element(1000));
  }

  @Test
  void whatIsPassedOverIsBoundedToo() {
    refused("larger than allowed", () -> reader("0404 01020304").skip(3));
  }

  @Test
  void anOtherElementIsNotEntered() {
    refused("not the expected one", () -> reader("3100").enter(SEQUENCE));
  }

  private static byte[] octets(String hex) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader(hex).octets(DerPrefix.OCTETS, out);
    return out.toByteArray();
  }

  private static BerReader reader(String hex) {
    return new BerReader(new ByteArrayInputStream(hex(hex)));
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static void refused(String why, ReadsBer reading) {
    assertThatExceptionOfType(MalformedBerException.class)
        .isThrownBy(reading::read)
        .withMessageContaining(why);
  }

  @FunctionalInterface
  private interface ReadsBer {
    void read() throws IOException;
  }
}
