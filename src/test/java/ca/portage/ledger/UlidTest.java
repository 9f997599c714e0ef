package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UlidTest {
  private final HandClock clock = new HandClock();

  @Test
  void theFirstTenCharactersAreTheTime() {
    Clock then = Clock.fixed(Instant.ofEpochMilli(1469918176385L), ZoneOffset.UTC);
    assertThat(new Ulid(then, new SecureRandom()).next())
        .startsWith("01ARYZ6S41")
        .matches("[0-9A-HJKMNP-TV-Z]{26}");
  }

  @Test
  void theRestIsChance() {
    RandomGenerator ones = () -> -1L;
    Clock then = Clock.fixed(Instant.EPOCH.plusMillis(1), ZoneOffset.UTC);
    assertThat(new Ulid(then, ones).next()).isEqualTo("0000000001ZZZZZZZZZZZZZZZZ");
  }

  @Test
  void idsRiseWithinAMillisecondAndWhenTheClockGoesBack() {
    Ulid ids = new Ulid(clock, new SecureRandom());
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      made.add(ids.next());
    }
    clock.advance(Duration.ofHours(-1));
    made.add(ids.next());
    clock.advance(Duration.ofHours(2));
    made.add(ids.next());
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void chanceThatIsUsedUpRunsIntoTheNextMillisecond() {
    RandomGenerator ones = () -> -1L;
    Ulid ids = new Ulid(Clock.fixed(Instant.EPOCH.plusMillis(1), ZoneOffset.UTC), ones);
    ids.next();
    assertThat(ids.next()).isEqualTo("00000000020000000000000000");
  }

  @Test
  void threadsNeverShareAnId() {
    Ulid ids = new Ulid(clock, new SecureRandom());
    Set<String> made = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20_000).parallel().forEach(i -> made.add(ids.next()));
    assertThat(made).hasSize(20_000);
  }
}
