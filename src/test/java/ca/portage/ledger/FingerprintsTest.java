package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many rows' fingerprints in little room, and none that two different rows share. */
class FingerprintsTest {

  @Test
  void whatIsPutAndTakenIsThereAsInAnyMap() {
    Fingerprints prints = new Fingerprints();
    Map<Long, Long> same = new HashMap<>();
    Random random = new Random(4);
    for (int i = 0; i < 200_000; i++) {
      // Few keys that are close together meet often, and so do their places.
      long key = random.nextInt(5_000) - 2_500L;
      if (random.nextInt(3) > 0) {
        prints.put(key, i);
        same.put(key, (long) i);
      } else {
        Long value = same.remove(key);
        assertThat(prints.take(key))
            .isEqualTo(value == null ? OptionalLong.empty() : OptionalLong.of(value));
      }
      assertThat(prints.size()).isEqualTo(same.size());
    }
    same.forEach((key, value) -> assertThat(prints.get(key)).hasValue(value));
    same.forEach((key, value) -> assertThat(prints.take(key)).hasValue(value));
    assertThat(prints.size()).isZero();
  }

  @Test
  void noTwoRowsMakeTheSameBytes() {
    List<Map<String, Object>> rows =
        List.of(
            Map.of("a", "1, b=2"),
            Map.of("a", "1", "b", "2"),
            Map.of("a", "1", "b", 2L),
            Map.of("a", "", "b", "12"),
            Map.of("ab", "1", "", "2"));
    assertThat(rows.stream().map(Fingerprint::of).distinct()).hasSize(rows.size());
    assertThat(Fingerprint.of(List.of("ab", "c"))).isNotEqualTo(Fingerprint.of(List.of("a", "bc")));
  }
}
