package ca.portage.logging;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;

/** Text from outside on one line of a log or a terminal (reliability G2). */
class PrintableTest {
  @Example
  void whatCannotBeSeenIsSpelledOutAndTheRestStays() {
    assertThat(Printable.text("Zoll\u00e4mter\r\n\t\u001b[2J\u202e\ud83d\ude80\udb40\udc41"))
        .isEqualTo("Zoll\u00e4mter\\r\\n\\t\\u001b[2J\\u202e\ud83d\ude80\\U000e0041");
  }

  @Property
  void noTextCanEndItsLineOrTurnItsDirection(@ForAll("texts") String text) {
    String printable = Printable.text(text);
    assertThat(printable).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");
    assertThat(Printable.text(printable)).isEqualTo(printable);
  }

  @Property
  void noWordIsTwoOrNone(@ForAll("texts") String text) {
    assertThat(Printable.word(text)).isNotEmpty().doesNotContainPattern("[\\s\\p{Z}\\p{Cc}]");
  }

  @Property
  void plainTextStaysAsItIs(@ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(Printable.text(text)).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(80),
        Arbitraries.strings().withChars("\r\n\t \u001b\u0085\u00a0\u2028\u202ea\ud83d\ude80"));
  }
}
