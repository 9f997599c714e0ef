package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DownloadTest extends LedgerCase {

  @Test
  void anAnswerIsStoredUnpackedAndDone() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    assertThat(ledger.dueDownloads(CHANNEL, 10)).isEmpty();
    Download stored = ledger.stored("D1", 5000, "sha", true);
    assertThat(stored.state()).isEqualTo(DownloadState.STORED);
    assertThat(stored.stored()).contains(now());
    assertThat(ledger.dueDownloads(CHANNEL, 10)).containsExactly(stored);
    assertThat(ledger.unpacked("D1").state()).isEqualTo(DownloadState.UNPACKED);
    assertThat(ledger.dueDownloads(CHANNEL, 10)).isEmpty();
    assertThat(ledger.events("D1"))
        .extracting(Event::to)
        .containsExactly("OPEN", "STORED", "UNPACKED");
  }

  @Test
  void repeatedStepsChangeNothing() {
    Download open = ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    assertThat(ledger.openDownload("D1", CHANNEL, "<poll@broker.example>")).isEqualTo(open);
    Download stored = ledger.stored("D1", 5000, "sha", false);
    assertThat(stored.complete()).isFalse();
    assertThat(ledger.stored("D1", 5000, "sha", false)).isEqualTo(stored);
    Download unpacked = ledger.unpacked("D1");
    assertThat(ledger.unpacked("D1")).isEqualTo(unpacked);
    assertThat(ledger.ended("D1", DownloadState.FAILED, "late")).isEqualTo(unpacked);
  }

  @Test
  void otherBytesUnderTheSameIdAreRefused() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    ledger.stored("D1", 5000, "sha", true);
    assertThatThrownBy(() -> ledger.stored("D1", 5000, "other", true))
        .isInstanceOf(LedgerException.class);
  }

  @Test
  void aDownloadWithHeldPartsIsDueAgainLater() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    ledger.stored("D1", 5000, "sha", true);
    ledger.retryUnpack("D1", now().plus(Duration.ofMinutes(5)));
    assertThat(ledger.dueDownloads(CHANNEL, 10)).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(ledger.dueDownloads(CHANNEL, 10)).hasSize(1);
  }

  @Test
  void aCutAnswerSaysThatItIsOne() {
    ledger.openDownload("D1", CHANNEL, "<poll1@broker.example>");
    ledger.openDownload("D2", CHANNEL, "<poll2@broker.example>");
    assertThat(ledger.stored("D1", 5000, "sha", false).reason()).contains("the answer was cut");
    assertThat(ledger.stored("D2", 5000, "sha", true).reason()).isEmpty();
  }

  @Test
  void thatADownloadIsDueAgainIsToldOnceAndItsTimeMoves() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    ledger.stored("D1", 5000, "sha", true);
    for (int minutes : new int[] {5, 10}) {
      Instant due = now().plus(Duration.ofMinutes(minutes));
      assertThat(ledger.retryUnpack("D1", due).due()).contains(due);
    }
    assertThat(ledger.events("D1"))
        .extracting(Event::reason)
        .containsOnlyOnce("to be unpacked again")
        .hasSize(3);
  }

  @Test
  void whatIsSeenAfterTheEndIsRemembered() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    ledger.ended("D1", DownloadState.EMPTY, "204");
    ledger.ended("D1", DownloadState.FAILED, "403");
    assertThat(ledger.events("D1"))
        .last()
        .isEqualTo(new Event(now(), "D1", "EMPTY", "EMPTY", "FAILED changes nothing: 403"));
  }

  @Test
  void anUnknownDownloadIsSaidToBeUnknown() {
    assertThatThrownBy(() -> ledger.unpacked("nobody"))
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.UNKNOWN_ID))
        .hasMessageContaining("no download nobody");
  }

  @Test
  void nothingToDownloadIsAnEnd() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    assertThat(ledger.ended("D1", DownloadState.EMPTY, "204").reason()).contains("204");
    assertThatThrownBy(() -> ledger.stored("D1", 1, "sha", true))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(ledger.downloads(CHANNEL, 10)).hasSize(1);
  }

  @Test
  void whatIsOpenOrUnknownIsUnfinishedOldestFirst() {
    ledger.openDownload("D9", CHANNEL, "<poll9@broker.example>");
    ledger.ended("D9", DownloadState.UNKNOWN, "the line broke");
    clock.advance(Duration.ofSeconds(1));
    for (String id : List.of("D2", "D1", "D3", "D4", "D5")) {
      ledger.openDownload(id, CHANNEL, "<poll-" + id + "@broker.example>");
    }
    ledger.openDownload("D6", "other", "<poll6@broker.example>");
    ledger.stored("D3", 5000, "sha", true);
    ledger.ended("D4", DownloadState.EMPTY, "204");
    ledger.ended("D5", DownloadState.FAILED, "403");
    assertThat(ledger.unfinished(CHANNEL))
        .extracting(Download::id, Download::state)
        .containsExactly(
            tuple("D9", DownloadState.UNKNOWN),
            tuple("D1", DownloadState.OPEN),
            tuple("D2", DownloadState.OPEN));
    assertThat(ledger.unfinished("other")).extracting(Download::id).containsExactly("D6");
  }

  @Test
  void everyPairOfStatesIsAllowedOrNotAsSpecified() {
    Map<DownloadState, Set<DownloadState>> legal = new EnumMap<>(DownloadState.class);
    legal.put(
        DownloadState.OPEN,
        EnumSet.of(
            DownloadState.STORED,
            DownloadState.EMPTY,
            DownloadState.FAILED,
            DownloadState.UNKNOWN));
    legal.put(
        DownloadState.UNKNOWN,
        EnumSet.of(DownloadState.STORED, DownloadState.EMPTY, DownloadState.FAILED));
    legal.put(
        DownloadState.STORED,
        EnumSet.of(
            DownloadState.STORED,
            DownloadState.UNPACKED,
            DownloadState.EMPTY,
            DownloadState.FAILED));
    for (DownloadState from : DownloadState.values()) {
      for (DownloadState to : DownloadState.values()) {
        assertThat(from.allows(to))
            .as(from + " to " + to)
            .isEqualTo(legal.getOrDefault(from, Set.of()).contains(to));
      }
      assertThat(from.terminal()).isEqualTo(!legal.containsKey(from));
    }
  }
}
