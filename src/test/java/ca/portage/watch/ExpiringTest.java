package ca.portage.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.Lifetime;
import ca.portage.pki.Lifetime.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an end means on a day: which warning, and whether somebody waits too long. */
class ExpiringTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Lifetime life(Role role, String name, Duration from, Duration until) {
    return new Lifetime(role, name, "", NOW.plus(from), NOW.plus(until), name.repeat(16));
  }

  private static Expiring only(Lifetime lifetime) {
    return Expiring.of(List.of(lifetime), NOW).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "P61D,",
    "P60DT1S,",
    "P60D,60",
    "P31D,60",
    "P30D,30",
    "P14D,14",
    "P8D,14",
    "P7D,7",
    "P3D,3",
    "P1DT1S,3",
    "P1D,1",
    "PT0S,1",
    "-PT1S,0",
    "-P900D,0"
  })
  void theNarrowestOfTheDaysCounts(Duration left, Integer warning) {
    Expiring expiring = only(life(Role.SIGNING_KEY, "k", Duration.ofDays(-1000), left));

    assertThat(expiring.warning()).isEqualTo(Optional.ofNullable(warning));
  }

  @ParameterizedTest
  @CsvSource({"P7D,,0", "P3D,3,4", "P1D,1,6"})
  void aListThatIsGoodForAWeekIsNotToldOfOnTheDayItComes(Duration left, Integer warning, long age) {
    Expiring expiring = only(life(Role.REVOCATION_LIST, "ca", Duration.ofDays(-age), left));

    assertThat(expiring.warning()).isEqualTo(Optional.ofNullable(warning));
  }

  @Test
  void aListWithoutAnEndHasNone() {
    Lifetime endless = new Lifetime(Role.REVOCATION_LIST, "ca", "", NOW, Instant.MAX, "f");

    assertThat(only(endless).warning()).isEmpty();
  }

  @Test
  void aSuccessorThatIsHereInTimeSilencesTheOldOneAndALateOneDoesNot() {
    Lifetime old = life(Role.GATEWAY_SIGNING, "gw", Duration.ofDays(-300), Duration.ofDays(10));
    Lifetime next = life(Role.GATEWAY_SIGNING, "gw", Duration.ofDays(9), Duration.ofDays(300));
    Lifetime late = life(Role.GATEWAY_SIGNING, "gw", Duration.ofDays(11), Duration.ofDays(300));
    Lifetime other = life(Role.GATEWAY_SIGNING, "b", Duration.ofDays(-9), Duration.ofDays(300));

    assertThat(Expiring.of(List.of(old, next), NOW).get(0).succeeded()).isTrue();
    assertThat(Expiring.of(List.of(old, late), NOW).get(0).warning()).contains(14);
    assertThat(Expiring.of(List.of(old, other), NOW).get(0).warning()).contains(14);
  }

  @Test
  void ofOurOwnKeysTheNameDoesNotMatter() {
    Lifetime old = life(Role.SIGNING_KEY, "a", Duration.ofDays(-300), Duration.ofDays(10));
    Lifetime next = life(Role.SIGNING_KEY, "b", Duration.ZERO, Duration.ofDays(300));

    assertThat(Expiring.of(List.of(old, next), NOW)).noneMatch(e -> e.warning().isPresent());
  }

  @Test
  void inItsLastWeekARenewalIsLateInHealth() {
    Oldest early =
        only(life(Role.SIGNING_KEY, "k", Duration.ofDays(-300), Duration.ofDays(8)))
            .due()
            .orElseThrow();
    Oldest late =
        only(life(Role.SIGNING_KEY, "k", Duration.ofDays(-300), Duration.ofDays(6)))
            .due()
            .orElseThrow();

    assertThat(early.stage()).isEqualTo(Stage.RENEWAL);
    assertThat(early.age(NOW)).isEqualTo(Duration.ofDays(52));
    assertThat(early.late(NOW)).isFalse();
    assertThat(late.late(NOW)).isTrue();
  }

  @Test
  void aNoteThatIsDamagedSaysWhatToDo(@TempDir Path folder) throws Exception {
    for (String damage : List.of("{", "[{\"role\": \"KING\"}]", "[{\"role\": \"AUTHORITY\"}]")) {
      Files.writeString(folder.resolve("cig.json"), damage);
      assertThatThrownBy(() -> new LifetimesFile(folder, "cig").read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("delete it");
    }
  }
}
