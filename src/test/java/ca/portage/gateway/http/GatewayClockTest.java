package ca.portage.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;

class GatewayClockTest {
  private final HandClock clock = new HandClock();
  private final List<String> alerts = new ArrayList<>();
  private final GatewayClock gateway = new GatewayClock(clock, alerts::add);

  @Test
  void fiveMinutesApartAreNothing() {
    answer("Sun, 01 Mar 2026 12:05:00 GMT");
    answer("Sun, 01 Mar 2026 11:55:00 GMT");
    assertThat(alerts).isEmpty();
  }

  @Test
  void moreThanFiveMinutesAreToldOnceAndNotAtEachPoll() {
    for (int poll = 0; poll < 100; poll++) {
      answer("Sun, 01 Mar 2026 12:12:30 GMT");
    }
    assertThat(alerts)
        .singleElement()
        .asString()
        .contains("12 minutes ahead of", "2026-03-01T12:12:30Z", "2026-03-01T12:00:00Z");
  }

  @Test
  void aDifferenceThatCameBackIsNews() {
    answer("Sun, 01 Mar 2026 11:50:00 GMT");
    clock.advance(Duration.ofMinutes(-10));
    answer("Sun, 01 Mar 2026 11:50:00 GMT");
    clock.advance(Duration.ofMinutes(10));
    answer("Sun, 01 Mar 2026 11:50:00 GMT");
    assertThat(alerts).hasSize(2).allMatch(text -> text.contains("10 minutes behind"));
  }

  @Test
  void ottawasTimeCalledGmtAsTheFiguresShowItIsNoDifference() {
    answer("Sun, 01 Mar 2026 07:00:00 GMT");
    assertThat(alerts).isEmpty();
    answer("Sun, 01 Mar 2026 08:00:00 GMT");
    assertThat(alerts).hasSize(1);
  }

  @Test
  void anAnswerWithoutADateOrWithAStrangeOneSaysNothing() {
    gateway.answered(new Answer(200, List.of()));
    answer("yesterday");
    assertThat(alerts).isEmpty();
  }

  @Test
  void anAlertThatCannotBeKeptChangesNothingAndIsTriedAgain() {
    List<String> tried = new ArrayList<>();
    GatewayClock failing =
        new GatewayClock(
            clock,
            text -> {
              tried.add(text);
              throw new IllegalStateException("the ledger is away");
            });
    Header date = new BasicHeader("Date", "Sun, 01 Mar 2026 13:00:00 GMT");
    failing.answered(new Answer(200, List.of(date)));
    failing.answered(new Answer(200, List.of(date)));
    assertThat(tried).hasSize(2);
  }

  private void answer(String date) {
    gateway.answered(new Answer(204, List.of(new BasicHeader("date", date))));
  }
}
