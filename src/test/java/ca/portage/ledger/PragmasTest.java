package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.ledger.LedgerException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PragmasTest {
  @TempDir Path spool;

  @BeforeEach
  void makeTheFile() throws IOException {
    Connections.prepare(database(), new HandClock());
  }

  @ParameterizedTest
  @CsvSource({
    "journal_mode,wal",
    "synchronous,2",
    "foreign_keys,1",
    "busy_timeout,10000",
    "trusted_schema,0",
    "cell_size_check,1",
    "mmap_size,0",
    "user_version,5"
  })
  void aWritersConnectionIsSetAsDurabilityNeeds(String pragma, String value) throws SQLException {
    try (Statements writer = Connections.writer(database())) {
      assertThat(writer.list(row -> row.getString(1), "PRAGMA " + pragma, java.util.List.of()))
          .containsExactly(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "synchronous=NORMAL,synchronous=1",
    "synchronous=OFF,synchronous=0",
    "journal_mode=DELETE,journal_mode=delete",
    "foreign_keys=OFF,foreign_keys=0",
    "mmap_size=1048576,mmap_size=1048576"
  })
  void aSettingThatDidNotTakeIsRefusedAtOpening(String tampering, String finding) {
    assertThatThrownBy(() -> Connections.writer(database(), c -> weaken(c, tampering)))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUITABLE))
        .hasMessageContaining(finding);
  }

  @Test
  void theControlOpensWhenNothingIsWeakened() throws SQLException {
    Connections.writer(database(), c -> weaken(c, "synchronous=FULL")).close();
  }

  private static void weaken(Connection connection, String pragma) throws SQLException {
    Pragmas.writer(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    }
  }

  private Path database() {
    return spool.resolve("ledger.db");
  }
}
