package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 MB up and 200 MB down through the whole process, which {@code bin/portage} gives 64 MB. */
class LargeMessageIT {
  private static final long SIZE_BYTES = 200L << 20;
  private static final long MOST_RESIDENT_BYTES = 300L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void twoHundredMegabytesEachWay() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(RunningHome.plan(folder, GatewayForm.STRICT))) {
      Files.writeString(
          folder.resolve("config").resolve("application.properties"),
          "portage.free-space-floor-mib=16\n");
      Path down = records(folder.resolve("down.cdx"), "DOWN");
      home.simulator().offer(home.sender(), Content.of(down), "application/edi-consent");
      Path aside = records(folder.resolve("up.tmp"), "UP");
      String upSha = Sha256.of(Content.of(aside)).sha256Hex();
      try (ServiceProcess run = ServiceProcess.start(folder)) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(run.output()).contains("started"));
        Files.move(aside, home.outbox().resolve("up.cdx"));
        try (Ledger ledger = Ledger.read(new Home(folder).ledger())) {
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(500))
              .untilAsserted(
                  () -> {
                    assertThat(run.alive()).as(run.output()).isTrue();
                    assertThat(message(ledger, Direction.OUT).map(Message::state))
                        .contains(State.DONE);
                    assertThat(message(ledger, Direction.IN).map(Message::state))
                        .contains(State.CLOSED);
                  });
        }
        System.getLogger("bench")
            .log(
                System.Logger.Level.INFO,
                "200 MB each way, peak resident {0} MiB",
                run.peakResidentBytes() >> 20);
        assertThat(run.peakResidentBytes()).isLessThan(MOST_RESIDENT_BYTES);
        assertThat(run.output()).doesNotContain("OutOfMemory");
      }
      assertThat(Sha256.of(home.simulator().interchanges().get(0).content()).sha256Hex())
          .isEqualTo(upSha);
      assertThat(Sha256.of(Content.of(delivered(home))).sha256Hex())
          .isEqualTo(Sha256.of(Content.of(down)).sha256Hex());
    }
  }

  private static Optional<Message> message(Ledger ledger, Direction direction) {
    return ledger
        .messages(
            new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(direction),
                Optional.of(Kind.INTERCHANGE),
                100))
        .stream()
        .max(java.util.Comparator.comparingLong(Message::sizeBytes))
        .filter(m -> m.sizeBytes() > 1 << 20);
  }

  private static Path delivered(SimulatorHome home) throws IOException {
    try (Stream<Path> files = Files.list(home.inbox())) {
      List<Path> large =
          files.filter(Files::isRegularFile).filter(f -> f.toFile().length() > 1 << 20).toList();
      assertThat(large).hasSize(1);
      return large.get(0);
    }
  }

  /** Fictional records of 80 columns with CRLF. */
  private static Path records(Path file, String word) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      StringBuilder block = new StringBuilder();
      long written = 0;
      for (long n = 0; written < SIZE_BYTES; n++) {
        block.append(
            String.format(Locale.ROOT, "TEST0001%-8s%014d%-50s\r\n", word, n, "FICTIONAL RECORD"));
        if (block.length() > 1 << 16) {
          byte[] bytes = block.toString().getBytes(StandardCharsets.US_ASCII);
          out.write(bytes);
          written += bytes.length;
          block.setLength(0);
        }
      }
    }
    return file;
  }
}
