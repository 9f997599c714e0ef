package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child process that claims and packages without pause is killed, ten times over one ledger. */
class CrashTest {
  private static final int CYCLES = 10;

  @TempDir Path spool;

  @Test
  void noAcknowledgedCommitIsLostWhenTheProcessIsKilled() throws Exception {
    Random random = new Random(20260301);
    List<String> acknowledged = new ArrayList<>();
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      int before = acknowledged.size();
      killAfter(before + 20 + random.nextInt(200), acknowledged);
      assertThat(acknowledged.size()).as("acknowledged in cycle " + cycle).isGreaterThan(before);
      try (Ledger beside = Ledger.read(database())) {
        assertThat(missing(beside, acknowledged)).isEmpty();
      }
      try (Ledger ledger = Ledger.open(database(), Clock.systemUTC())) {
        assertThat(missing(ledger, acknowledged)).isEmpty();
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(CYCLES * 20);
    try (Statements raw = Connections.writer(database())) {
      assertThat(raw.list(row -> row.getString(1), "PRAGMA integrity_check", List.of()))
          .containsExactly("ok");
      assertThat(raw.list(row -> row.getString(1), "PRAGMA foreign_key_check", List.of()))
          .isEmpty();
    }
  }

  @Test
  void theNativeLibraryIsUnpackedInTheSpool() throws Exception {
    Process child = CrashChild.start(database());
    try (BufferedReader lines = lines(child)) {
      assertThat(lines.readLine()).isEqualTo("native " + spool.resolve("native"));
    } finally {
      child.destroyForcibly().onExit().join();
    }
  }

  private void killAfter(int count, List<String> acknowledged) throws IOException {
    Process child = CrashChild.start(database());
    try (BufferedReader lines = lines(child)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("ack ") && line.endsWith(".")) {
          acknowledged.add(line.substring(4, line.length() - 1));
        }
        if (acknowledged.size() == count) {
          kill(child);
        }
      }
    } finally {
      child.destroyForcibly().onExit().join();
    }
  }

  /** By its handle: {@code Process.destroyForcibly} would throw away what the pipe still holds. */
  private static void kill(Process child) {
    child.toHandle().destroyForcibly();
  }

  /** Acknowledgements, as "id STATE", of which the ledger knows nothing. */
  private static List<String> missing(Ledger ledger, List<String> acknowledged) {
    List<String> missing = new ArrayList<>();
    for (String line : acknowledged) {
      String[] words = line.split(" ");
      Optional<Message> message = ledger.message(words[0]);
      boolean kept =
          message.isPresent()
              && message.get().state().compareTo(State.valueOf(words[1])) >= 0
              && ledger.events(words[0]).size() > State.valueOf(words[1]).ordinal();
      if (!kept) {
        missing.add(line);
      }
    }
    return missing;
  }

  private Path database() {
    return spool.resolve("ledger.db");
  }

  private static BufferedReader lines(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }
}
