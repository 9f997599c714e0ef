package ca.portage.ediint;

import static ca.portage.ediint.InterchangeType.CADEX;
import static ca.portage.ediint.InterchangeType.EDIFACT;
import static ca.portage.ediint.InterchangeType.UNKNOWN;
import static ca.portage.ediint.InterchangeType.X12;
import static ca.portage.ediint.InterchangeType.XML;
import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.mime.ContentType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterchangeSnifferTest {
  private static final String ISA =
      "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*1430*U*00401"
          + "*000000001*0*T*>~GS*";

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of(Samples.INTERCHANGE, EDIFACT),
        Arguments.of("UNA:+.? '" + Samples.INTERCHANGE, EDIFACT),
        Arguments.of("\u00ef\u00bb\u00bf\r\n \u0000" + Samples.INTERCHANGE, EDIFACT),
        Arguments.of("'\r\n" + Samples.INTERCHANGE, EDIFACT),
        Arguments.of("UNH+1+CUSREP:D:96A:UN'", EDIFACT),
        Arguments.of("UNG+CUSREP+A+B'", EDIFACT),
        Arguments.of("UNB\u001dUNOB\u001f1\u001d", EDIFACT),
        Arguments.of(ISA, X12),
        Arguments.of("<?xml version='1.0'?><a/>", XML),
        Arguments.of("TEST0001".repeat(10) + "\r\n" + "TEST0002".repeat(10) + "\r\n", CADEX),
        Arguments.of("A10" + "X".repeat(77) + "\nB20" + "Y".repeat(117) + "\n", CADEX),
        Arguments.of("A1\r\nB22\r\nA1\r\nB2\r\n", UNKNOWN),
        Arguments.of("Dear sir,\nplease find enclosed\nour file.\n", UNKNOWN),
        Arguments.of("TEST0001 UNH+1\r\n", UNKNOWN),
        Arguments.of("TEST\u00e9\r\n", UNKNOWN),
        Arguments.of("UNBELIEVABLE \u0001", UNKNOWN),
        Arguments.of("ISAbel \u0001", UNKNOWN),
        Arguments.of("ISAbel" + "a".repeat(ISA.length()) + "\u0001", UNKNOWN),
        Arguments.of(ISA.replace("*ZZ*SENDER", "*ZZ+SENDER") + "\u0001", UNKNOWN),
        Arguments.of("TEST\u007f\r\n", UNKNOWN),
        Arguments.of("T".repeat(4096) + "\r\n", CADEX),
        Arguments.of("T".repeat(4097) + "\r\n", UNKNOWN),
        Arguments.of("", UNKNOWN),
        Arguments.of("\r\n\r\n", UNKNOWN),
        Arguments.of("0\u0082\u0003\u00e8", UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theStartTellsTheKindAndNothingIsGuessed(String text, InterchangeType kind) throws Exception {
    assertThat(InterchangeSniffer.sniff(Samples.bytes(text))).isEqualTo(kind);
  }

  /** If every line were of a type of its own, lines of any length would be records. */
  @Test
  void recordsHaveAtMostSoManyTypes() throws Exception {
    assertThat(InterchangeSniffer.sniff(Samples.bytes(typed(256)))).isEqualTo(CADEX);
    assertThat(InterchangeSniffer.sniff(Samples.bytes(typed(257)))).isEqualTo(UNKNOWN);
  }

  private static String typed(int lines) {
    return IntStream.range(0, lines)
        .mapToObj(i -> "%04d".formatted(i) + "X".repeat(10 + i % 2) + "\r\n")
        .collect(Collectors.joining());
  }

  @Test
  void F15_theGatewaysSpellingAndTheRegisteredOneAreBothAccepted() throws Exception {
    assertThat(InterchangeType.declaredBy(ContentType.parse("Application/edi-EDIFACT;")))
        .contains(EDIFACT);
    assertThat(InterchangeType.declaredBy(ContentType.parse("application/EDIFACT")))
        .contains(EDIFACT);
    assertThat(InterchangeType.declaredBy(ContentType.parse("application/EDI-consent")))
        .contains(CADEX);
    assertThat(InterchangeType.declaredBy(ContentType.parse("text/plain"))).isEmpty();
  }
}
