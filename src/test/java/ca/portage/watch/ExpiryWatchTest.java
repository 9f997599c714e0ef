package ca.portage.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Alert;
import ca.portage.ledger.HandClock;
import ca.portage.ledger.Ledger;
import ca.portage.pki.Lifetime;
import ca.portage.pki.Lifetime.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two years by a clock turned by hand: every warning comes once and on time, whatever restarts. */
class ExpiryWatchTest {
  private static final Duration STEP = Duration.ofHours(6);
  private static final Duration RUN = Duration.ofDays(730);

  @TempDir Path spool;

  private final HandClock clock = new HandClock();
  private final Instant begin = clock.instant();
  private List<Lifetime> relied = new ArrayList<>();

  private Lifetime life(Role role, String name, long fromDay, long untilDay) {
    return new Lifetime(
        role,
        name,
        "1a",
        day(fromDay),
        day(untilDay),
        "%05d%s".formatted(untilDay, role).repeat(4));
  }

  private Instant day(long day) {
    return begin.plus(Duration.ofDays(day));
  }

  private Ledger open(String name) {
    try {
      return Ledger.open(Files.createDirectories(spool.resolve(name)).resolve("ledger.db"), clock);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ExpiryWatch watch(Ledger ledger) {
    return new ExpiryWatch("cig", () -> relied, ledger, new LifetimesFile(spool, "cig"), clock);
  }

  /** What the channel relies on as the days pass: renewed late, in time, never, and every week. */
  private List<Lifetime> reliedOn(long day) {
    List<Lifetime> now = new ArrayList<>();
    now.add(life(Role.DECRYPTION_KEY, "CN=Broker", -300, 90));
    if (day >= 80) {
      now.add(life(Role.DECRYPTION_KEY, "CN=Broker", 80, 1500));
    }
    now.add(life(Role.TLS_CLIENT, "CN=Broker TLS", -300, 300));
    if (day >= 290) {
      now.add(life(Role.TLS_CLIENT, "CN=Broker TLS", 290, 1500));
    }
    // The server shows another one from its last day on, and the old one is seen no more.
    now.add(
        day < 620
            ? life(Role.GATEWAY_TLS, "CN=Server", -10, 620)
            : life(Role.GATEWAY_TLS, "CN=Server", 619, 1500));
    now.add(life(Role.AUTHORITY, "CN=Root", -2000, 500));
    now.add(life(Role.GATEWAY_ENCRYPTION, "CN=Gateway", -10, 400));
    now.add(life(Role.GATEWAY_ENCRYPTION, "CN=Gateway", 350, 1500));
    now.add(life(Role.GATEWAY_SIGNING, "CN=Gateway", -10, 1200));
    if (day < 66) {
      now.add(life(Role.SIGNING_KEY, "CN=Broker", -300, 65));
    } else {
      now.add(life(Role.SIGNING_KEY, "CN=Broker", 66, 431));
    }
    if (day >= 411) {
      now.add(life(Role.SIGNING_KEY, "CN=Broker", 411, 1000));
    }
    long list = day < 200 || day > 208 ? day - Math.floorMod(day, 3) : 198;
    now.add(life(Role.REVOCATION_LIST, "CN=Root", list, list + 7));
    return now;
  }

  /** Runs the two years; a ledger of a new name at each restart forgets what was told. */
  private List<Alert> run(boolean remembering, Duration betweenRestarts) {
    List<Alert> told = new ArrayList<>();
    Ledger ledger = open("0");
    ExpiryWatch watch = watch(ledger);
    Instant restart = begin.plus(betweenRestarts);
    int restarts = 0;
    for (; clock.instant().isBefore(begin.plus(RUN)); clock.advance(STEP)) {
      if (!clock.instant().isBefore(restart)) {
        told.addAll(remembering ? List.of() : ledger.alerts(10_000));
        ledger.close();
        restarts++;
        ledger = open(remembering ? "0" : String.valueOf(restarts));
        watch = watch(ledger);
        restart = restart.plus(betweenRestarts);
      }
      relied = reliedOn(Duration.between(begin, clock.instant()).toDays());
      look(watch);
    }
    told.addAll(ledger.alerts(10_000));
    ledger.close();
    assertThat(restarts).isGreaterThan(10);
    return told;
  }

  private static void look(ExpiryWatch watch) {
    try {
      watch.look();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Stream<Instant> due(long untilDay, long... daysBefore) {
    return Arrays.stream(daysBefore).mapToObj(days -> day(untilDay - days));
  }

  @Test
  void inTwoYearsEveryWarningComesOnceAndOnTime() {
    List<Instant> due =
        Stream.of(
                due(500, 60, 30, 14, 7, 3, 1, 0),
                due(65, 60, 30, 14, 7, 3, 1, 0),
                due(431, 60, 30),
                due(90, 60, 30, 14),
                due(300, 60, 30, 14),
                due(620, 60, 30, 14, 7, 3, 1),
                due(205, 3, 1, 0))
            .flatMap(each -> each)
            .sorted()
            .toList();

    List<Alert> told =
        run(true, Duration.ofDays(23)).stream().sorted(Comparator.comparing(Alert::at)).toList();

    assertThat(told).hasSameSizeAs(due);
    for (int i = 0; i < due.size(); i++) {
      assertThat(told.get(i).at()).isBetween(due.get(i), due.get(i).plus(STEP));
    }
    assertThat(told.stream().map(a -> a.id().orElseThrow())).doesNotHaveDuplicates();
    assertThat(told)
        .allMatch(alert -> alert.channel().equals("cig"))
        .extracting(Alert::text)
        .anyMatch(
            t -> t.startsWith("our signing key of CN=Broker (serial number 1a) ends in 60 days"))
        .anyMatch(t -> t.contains("ends in 1 day, on"))
        .anyMatch(t -> t.startsWith("the revocation list of CN=Root") && t.contains("ended on"))
        .anyMatch(t -> t.startsWith("our decryption key of CN=Broker"))
        .anyMatch(t -> t.startsWith("our TLS client certificate of CN=Broker TLS"))
        .anyMatch(t -> t.startsWith("the gateway's TLS certificate of CN=Server"))
        .noneMatch(t -> t.contains("encryption certificate"));
  }

  /** Between 65 and 77 nothing could be signed, and the second key is no reason to be silent. */
  @Test
  void aGapBetweenTwoSigningKeysIsToldThoughASecondOneIsThere() {
    Lifetime next = life(Role.SIGNING_KEY, "CN=Broker", 77, 900);
    relied = List.of(life(Role.SIGNING_KEY, "CN=Broker", -300, 65), next);
    try (Ledger ledger = open("0")) {
      for (int day = 0; day < 80; day++) {
        look(watch(ledger));
        clock.advance(Duration.ofDays(1));
      }
      assertThat(ledger.alerts(99))
          .hasSize(Expiring.DAYS.size() + 1)
          .allMatch(alert -> alert.text().startsWith("our signing key"));
    }
  }

  /** The control: where nothing remembers, every restart tells all of it again. */
  @Test
  void withoutTheLedgersMemoryTheSameRunTellsTheSameThingsAgain() {
    TreeMap<String, Integer> times = new TreeMap<>();
    run(false, Duration.ofDays(61))
        .forEach(alert -> times.merge(alert.id().orElseThrow(), 1, Integer::sum));

    assertThat(times.values()).anyMatch(count -> count > 2);
  }

  @Test
  void whoWasAwayIsToldOfTodayAndNotOfEveryDayMissed() {
    relied = List.of(life(Role.SIGNING_KEY, "CN=Broker", -300, 65));
    clock.advance(Duration.ofDays(60));
    try (Ledger ledger = open("0")) {
      look(watch(ledger));

      assertThat(ledger.alerts(9))
          .singleElement()
          .satisfies(alert -> assertThat(alert.text()).contains("ends in 5 days"))
          .satisfies(alert -> assertThat(alert.id().orElseThrow()).endsWith("/7"));
    }
  }

  @Test
  void aClockThatWasWrongForAnHourCostsNoWarning() {
    relied = List.of(life(Role.SIGNING_KEY, "CN=Broker", -300, 65));
    try (Ledger ledger = open("0")) {
      ExpiryWatch watch = watch(ledger);
      clock.advance(Duration.ofDays(5000));
      look(watch);
      assertThat(ledger.alerts(9)).extracting(Alert::text).allMatch(t -> t.contains("ended on"));
      clock.advance(Duration.ofDays(-5000));
      for (int day = 0; day < 70; day++) {
        look(watch);
        clock.advance(Duration.ofDays(1));
      }
      assertThat(ledger.alerts(99)).hasSize(1 + Expiring.DAYS.size() + 1);
    }
  }

  @Test
  void aClockThatIsSetBackRepeatsNothing() {
    relied = List.of(life(Role.SIGNING_KEY, "CN=Broker", -300, 65));
    clock.advance(Duration.ofDays(36));
    try (Ledger ledger = open("0")) {
      look(watch(ledger));
      clock.advance(Duration.ofDays(1));
      look(watch(ledger));
      clock.advance(Duration.ofHours(-12));
      look(watch(ledger));

      assertThat(ledger.alerts(9)).hasSize(1);
    }
  }

  @Test
  void whatIsReliedOnIsNotedForThoseWithoutThePassword() throws Exception {
    relied = reliedOn(0);
    try (Ledger ledger = open("0")) {
      look(watch(ledger));
    }
    assertThat(new LifetimesFile(spool, "cig").read()).isEqualTo(relied);
    assertThat(new LifetimesFile(spool, "other").read()).isEmpty();
  }
}
