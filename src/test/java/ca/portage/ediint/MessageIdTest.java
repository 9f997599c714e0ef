package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
  private static final MessageId OURS = new MessageId("<38DEC16C.000002.00844@broker.example>");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<38DEC16C.000002.00844@broker.example>",
        "38dec16c.000002.00844@BROKER.example",
        "< 38DEC16C.000002.00844@broker.example >",
        "<38DEC16C.000002.00844>",
        "38DEC16C.000002.00844",
        "<38DEC16C.000002.00844@>",
      })
  void Q01_anIdWithoutItsHostNamesOurMessage(String named) {
    assertThat(new MessageId(named).names(OURS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<38DEC16C.000002.00845>",
        "<38DEC16C.000002.00844@other.example>",
        "<38DEC16C.000002>",
        "<@broker.example>",
      })
  void anIdThatDiffersElsewhereDoesNot(String named) {
    assertThat(new MessageId(named).names(OURS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "<38DE662F.000003.02416@@edisys2-le0>, 38DE662F.000003.02416, edisys2-le0",
    "<a b\"c@d@e>, a b\"c, d@e",
    "plain@host, plain, host",
  })
  void Q02_anyBytesBetweenTheBracketsAreAnId(String value, String local, String host) {
    MessageId id = new MessageId(value);

    assertThat(id.value()).isEqualTo(value);
    assertThat(id.localPart()).isEqualTo(local);
    assertThat(id.host()).contains(host);
  }

  @Test
  void D10_anIdWithNothingInItIsNoId() {
    assertThat(MessageId.read("")).isEmpty();
    assertThat(MessageId.read(" <> ")).isEmpty();
    assertThat(MessageId.read("<")).isEmpty();
    assertThat(MessageId.read("x".repeat(2000))).isEmpty();
    assertThat(MessageId.read(" <a> ")).contains(new MessageId("<a>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a\r\nX: 1>", "<a\u0000b>", "<\u001b[2J>", "<a\u007f>", "<\u202ea>"})
  void G9_anIdThatNoHeaderCanHoldIsNoIdEither(String value) {
    assertThat(MessageId.read(value)).isEmpty();
  }

  @Test
  void G9_anIdThatWouldBreakItsHeaderIsRefused() {
    assertThatThrownBy(() -> new MessageId("<a\r\nX: 1>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MessageId(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void Q24_ourIdsStartWithTheTimeInHexAndNeverRepeat() {
    Clock clock = Clock.fixed(Instant.parse("2000-03-27T02:03:24Z"), ZoneOffset.UTC);
    MessageIds ids =
        new MessageIds(
            clock, new SecureRandom("seed".getBytes(StandardCharsets.US_ASCII)), "broker.example");

    assertThat(ids.next().value()).matches("<38DEC16C\\.000001\\.[0-9a-f]{32}@broker\\.example>");
    assertThat(IntStream.range(0, 2000).mapToObj(i -> ids.next()).distinct()).hasSize(2000);
  }

  @Test
  void ourIdsComeFromAPlainHostName() {
    assertThatThrownBy(() -> new MessageIds(Clock.systemUTC(), new SecureRandom(), "a>\r\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
