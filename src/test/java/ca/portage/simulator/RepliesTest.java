package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-03-02T19:30:00Z"), ZoneOffset.UTC);
  private final Samples samples = new Samples(clock, new Random(1));
  private final Replies replies = new Replies(clock, new Reference(clock, new Random(2)));

  @ParameterizedTest
  @CsvSource({
    "t-rns-a1, 14, 6",
    "t-rns-a2, 14, 11",
    "t-rns-a3, 14, 4",
    "t-rns-a4, 4, ''",
    "t-rns-q1, 9, ''",
    "t-rns-q2, 14, 02",
    "t-rns-q3, 14, 01",
    "t-rns-q4, 9, ''"
  })
  void answersEachReleaseNotificationCaseByItsRule(String name, String gis, String error)
      throws Exception {
    List<Segment> reply = reply(samples.fresh(name));

    assertThat(segment(reply, "UNH").at(1, 0)).isEqualTo("CUSRES");
    assertThat(segment(reply, "GIS").at(0, 0)).isEqualTo(gis);
    assertThat(reply.stream().filter(s -> s.tag().equals("ERC")).map(s -> s.at(0, 0)))
        .isEqualTo(error.isEmpty() ? List.of() : List.of(error));
  }

  @Test
  void aReplyIsAWholeInterchangeBackToItsSender() throws Exception {
    Sample sample = samples.fresh("t-rns-a1");

    List<Segment> reply = reply(sample);

    assertThat(segment(reply, "UNB").at(1, 0)).isEqualTo("INETCECPT");
    assertThat(segment(reply, "UNB").at(2, 0)).isEqualTo("TESTBROKER");
    assertThat(segment(reply, "UNZ").at(1, 0)).isEqualTo(segment(reply, "UNB").at(4, 0));
    assertThat(segment(reply, "UNT").at(0, 0))
        .isEqualTo(Integer.toString(reply.size() - 2))
        .as("segments from UNH to UNT");
    assertThat(segment(reply, "RFF").at(0, 1)).isEqualTo("ZZZZTEST" + sample.reference());
    assertThat(segment(reply, "ERP").at(0, 1)).isEqualTo("1");
  }

  @Test
  void acceptsADeclaration() throws Exception {
    assertThat(segment(reply(samples.fresh("govcbr")), "GIS").at(0, 0)).isEqualTo("9");
  }

  @Test
  void acceptsAFixedWidthInterchangeInKind() throws Exception {
    Sample sample = samples.fresh("cadex");

    Replies.Reply reply = replies.to(sample.content()).orElseThrow();

    assertThat(reply.mediaType()).isEqualTo("application/edi-consent");
    assertThat(text(reply.content()).lines())
        .allSatisfy(line -> assertThat(line).hasSize(80).startsWith("TEST9"))
        .anySatisfy(line -> assertThat(line).contains(sample.reference()));
  }

  @Test
  void answersNothingItDoesNotKnow() throws Exception {
    for (String text : List.of("ISA*00*", "<x/>", "", "UNB+UNOA:1+A+B'UNH+1+INVOIC:D'UNT+2+1'")) {
      assertThat(replies.to(Content.of(text.getBytes(StandardCharsets.US_ASCII)))).isEmpty();
    }
  }

  @Test
  void readsForeignServiceCharacters() throws Exception {
    String text =
        "UNA|*.!~^UNB*UNOA|3*A*B*260302|1430*1^UNH*1*CUSREP|D|96A|UN^BGM*631^"
            + "DTM*132|202603021430|203^RFF*ABT|ZZZZ!*X^LOC*14*0398^UNT*6*1^UNZ*1*1^";

    String reply = text(replies.to(bytes(text)).orElseThrow().content());

    assertThat(reply).contains("GIS+4'").contains("RFF+XC:ZZZZ*X'");
  }

  private List<Segment> reply(Sample sample) throws Exception {
    return Segment.read(text(replies.to(sample.content()).orElseThrow().content()));
  }

  private static Segment segment(List<Segment> segments, String tag) {
    return segments.stream().filter(s -> s.tag().equals(tag)).findFirst().orElseThrow();
  }

  private static Content bytes(String text) {
    return Content.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(Content content) throws Exception {
    return new String(content.toBytes(1 << 16), StandardCharsets.US_ASCII);
  }
}
