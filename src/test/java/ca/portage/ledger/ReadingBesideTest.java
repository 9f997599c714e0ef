package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.ledger.LedgerException.Reason;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingBesideTest extends LedgerCase {

  @Test
  void aReaderBesideTheServiceSeesEachCommit() {
    try (Ledger reader = Ledger.read(database())) {
      assertThat(reader.message("M1")).isEmpty();
      Message message = claimed("M1");
      assertThat(reader.message("M1")).contains(message);
    }
  }

  @Test
  void aReaderInTheMiddleOfItsQueryHoldsUpNoCommit() throws Exception {
    claimed("M1");
    org.sqlite.SQLiteConfig config = new org.sqlite.SQLiteConfig();
    config.setReadOnly(true);
    try (var slow = config.createConnection("jdbc:sqlite:" + database());
        Statement statement = slow.createStatement()) {
      statement.execute("BEGIN");
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM message")) {
        assertThat(rows.next()).isTrue();
        for (int i = 2; i < 300; i++) {
          ledger.alert(CHANNEL, Optional.empty(), "x".repeat(20_000));
        }
        assertThat(claimed("M2").state()).isEqualTo(State.CLAIMED);
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void aReaderWorksWithoutAServiceAndLeavesTheLedgerAsItIs() throws Exception {
    Message message = claimed("M1");
    ledger.close();
    byte[] before = Files.readAllBytes(database());
    try (Ledger reader = Ledger.read(database())) {
      assertThat(reader.message("M1")).contains(message);
    }
    assertThat(database()).hasBinaryContent(before);
    open();
    assertThat(ledger.message("M1")).contains(message);
  }

  @Test
  void aReaderIsRefusedEveryChange() {
    claimed("M1");
    try (Ledger reader = Ledger.read(database())) {
      assertThatThrownBy(() -> reader.attempt("M1"))
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_WRITABLE));
    }
  }

  @Test
  void messagesAreFilteredAndNewestFirst() {
    claimed("M1");
    clock.advance(java.time.Duration.ofSeconds(1));
    accepted("M2");
    clock.advance(java.time.Duration.ofSeconds(1));
    part("D1", 0, "I1");
    assertThat(ledger.messages(Filter.newest(10)))
        .extracting(Message::id)
        .containsExactly("I1", "M2", "M1");
    assertThat(ledger.messages(Filter.newest(1))).extracting(Message::id).containsExactly("I1");
    Filter accepted =
        new Filter(
            Optional.of(CHANNEL),
            Optional.of(State.ACCEPTED),
            Optional.of(Direction.OUT),
            Optional.of(Kind.INTERCHANGE),
            10);
    assertThat(ledger.messages(accepted)).extracting(Message::id).containsExactly("M2");
    assertThat(ledger.counts(CHANNEL))
        .containsOnly(
            java.util.Map.entry(State.CLAIMED, 1),
            java.util.Map.entry(State.ACCEPTED, 1),
            java.util.Map.entry(State.STORED, 1));
  }

  @Test
  void anIdMayBeShortenedAsLongAsItNamesOneMessage() {
    Message message = claimed("01ABCD");
    claimed("01ABXX");
    assertThat(ledger.message("01abc")).contains(message);
    assertThat(ledger.message("01ABCD")).contains(message);
    assertThat(ledger.message("01Z")).isEmpty();
    assertThat(ledger.message("%")).isEmpty();
    assertThat(ledger.message("")).isEmpty();
    assertThatThrownBy(() -> ledger.message("01AB")).hasMessageContaining("Several messages");
  }
}
