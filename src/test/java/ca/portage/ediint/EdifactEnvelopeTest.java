package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdifactEnvelopeTest {

  private static Optional<EdifactEnvelope> read(String text) throws Exception {
    return EdifactEnvelope.read(Samples.bytes(text));
  }

  @Test
  void theEnvelopeNamesBothEndsAndTheReference() throws Exception {
    EdifactEnvelope envelope = read(Samples.INTERCHANGE).orElseThrow();

    assertThat(envelope.sender()).isEqualTo("TESTBROKER");
    assertThat(envelope.recipient()).isEqualTo("INETCECPT");
    assertThat(envelope.reference()).isEqualTo("000000071");
    assertThat(envelope.complete()).isTrue();
  }

  @Test
  void theSeparatorsOfUnaAreHonoured() throws Exception {
    EdifactEnvelope envelope =
        read("UNA|*.\\ ~\nUNB*UNOA|3*BRO\\*KER|ZZ*GATE*260302|1430*R\\~1~\nUNZ*1*R\\~1~\n")
            .orElseThrow();

    assertThat(envelope.sender()).isEqualTo("BRO*KER");
    assertThat(envelope.reference()).isEqualTo("R~1");
    assertThat(envelope.complete()).isTrue();
  }

  @Test
  void levelBSeparatorsAreKnown() throws Exception {
    String interchange =
        "UNB+UNOB:1+A+B+260302:1430+7'UNZ+1+7'"
            .replace('+', '\u001d')
            .replace(':', '\u001f')
            .replace('\'', '\u001c');

    assertThat(read(interchange).filter(EdifactEnvelope::complete)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UNZ+1+72'",
        "UNZ+1+71",
        "UNT+3+1'",
        "UNZ+1+71'UNB+",
        "FTX+?'UNZ+1+71'",
        "UNZ+1+71?'",
      })
  void anInterchangeWithoutItsOwnTrailerIsNotComplete(String end) throws Exception {
    EdifactEnvelope envelope = read("UNB+UNOA:3+A+B+260302:1430+71'" + end).orElseThrow();

    assertThat(envelope.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNZ+1+71'", "FTX+??'UNZ+1+71'", "\r\nUNZ+1+71'\r\n\r\n\u001a"})
  void anInterchangeWithItsTrailerIsComplete(String end) throws Exception {
    assertThat(read("UNB+UNOA:3+A+B+260302:1430+71'" + end).orElseThrow().complete()).isTrue();
  }

  @Test
  void theMiddleMayBeOfAnyLength() throws Exception {
    String middle = "FTX+AAI+++TEXT'\r\n".repeat(50_000);

    assertThat(read("UNB+UNOA:3+A+B+260302:1430+71'" + middle + "UNZ+1+71'").orElseThrow())
        .matches(EdifactEnvelope::complete);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UNB", "UNB+UNOA:3+A'", "UNH+1+CUSREP'", "TEST0001", "UNA:+.? '"})
  void whatHasNoEnvelopeHasNone(String text) throws Exception {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void damagedInterchangesAreReadOrHaveNoEnvelope() throws Exception {
    Random random = new Random(8);
    String spice = "'+:?*~\r\n UNZBA\u0000";
    for (int round = 0; round < 5000; round++) {
      StringBuilder damaged = new StringBuilder("UNA:+.? '" + Samples.INTERCHANGE);
      for (int i = random.nextInt(12); i >= 0; i--) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), spice.charAt(random.nextInt(spice.length())));
      }
      damaged.setLength(random.nextInt(damaged.length()));
      assertThat(read(damaged.toString())).isNotNull();
      assertThat(InterchangeSniffer.sniff(Samples.bytes(damaged.toString()))).isNotNull();
    }
  }
}
