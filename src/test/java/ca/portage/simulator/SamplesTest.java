package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-03-02T19:30:00Z"), ZoneOffset.UTC);
  private final Samples samples = new Samples(clock, new Random(1));

  @Test
  void noTwoCopiesShareAReferenceAFileNameOrABody() throws Exception {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      for (String name : Samples.names()) {
        Sample sample = samples.fresh(name);
        assertThat(seen.add(sample.reference())).isTrue();
        assertThat(seen.add(sample.fileName())).isTrue();
        assertThat(seen.add(text(sample))).isTrue();
      }
    }
  }

  @Test
  void everyPlaceIsFilled() throws Exception {
    for (String name : Samples.names()) {
      assertThat(text(samples.fresh(name))).doesNotContain("{").doesNotContain("}");
    }
  }

  @Test
  void edifactIsOneCompleteInterchangeOfAtMost14CharactersReference() throws Exception {
    Sample sample = samples.fresh("govcbr");

    List<Segment> segments = Segment.read(text(sample));

    assertThat(sample.mediaType()).isEqualTo("application/edi-edifact");
    assertThat(segments.get(0).at(4, 0)).isEqualTo(sample.reference()).hasSize(14);
    assertThat(segments.get(segments.size() - 1).at(1, 0)).isEqualTo(sample.reference());
    int from = tags(segments).indexOf("UNH");
    int to = tags(segments).indexOf("UNT");
    assertThat(segments.get(to).at(0, 0)).isEqualTo(Integer.toString(to - from + 1));
  }

  @Test
  void arrivalAndQueryDifferInTheirFunction() throws Exception {
    assertThat(text(samples.fresh("cusrep-arrival"))).contains("BGM+631'").contains("LOC+14+0398");
    assertThat(text(samples.fresh("cusrep-query"))).contains("BGM+998'");
  }

  @Test
  void fixedWidthRecordsHave80Columns() throws Exception {
    Sample sample = samples.fresh("cadex");

    assertThat(sample.mediaType()).isEqualTo("application/edi-consent");
    assertThat(text(sample).split("\r\n"))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).hasSize(80).startsWith("TEST000"));
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> samples.fresh("b3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cusrep-arrival");
  }

  private static List<String> tags(List<Segment> segments) {
    return segments.stream().map(Segment::tag).toList();
  }

  private static String text(Sample sample) throws Exception {
    return new String(sample.content().toBytes(1 << 16), StandardCharsets.US_ASCII);
  }
}
