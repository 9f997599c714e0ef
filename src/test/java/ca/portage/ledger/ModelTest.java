package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * The states against a second writing-down of reliability §2: 5,000 worlds of 20 messages are
 * 100,000 sequences of crash, answer, cut, receipt, second receipt, restart and operator's orders,
 * interleaved at random, in the ledger itself.
 */
class ModelTest {
  private static final int WORLDS = 5_000;
  private static final int STEPS = 200;

  private final AtomicInteger worlds = new AtomicInteger();
  private Path folder;
  private Ledger ledger;

  @BeforeProperty
  void open() throws IOException {
    folder = Files.createTempDirectory("portage-model");
    ledger =
        Ledger.open(
            folder.resolve("ledger.db"), Clock.systemUTC(), GroupWriter.GROUP, Optional.empty());
  }

  @AfterProperty
  void close() throws IOException {
    ledger.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = WORLDS, edgeCases = EdgeCasesMode.NONE)
  void whateverHappensInWhateverOrderTheLedgerIsWhereTheModelIs(
      @ForAll("happenings") List<Integer> happenings) {
    String channel = "c" + worlds.incrementAndGet();
    assertThatThrownBy(() -> ledger.commit(tx -> play(new World(tx, channel), happenings)))
        .hasRootCauseInstanceOf(WorldEnded.class);
  }

  private static String play(World world, List<Integer> happenings) throws SQLException {
    for (int happening : happenings) {
      world.step(
          happening % (World.OUTBOUND + World.INBOUND),
          happening / (World.OUTBOUND + World.INBOUND));
    }
    world.check();
    throw new WorldEnded();
  }

  /** Takes a world back, so that a million rows of others do not slow the next one down. */
  private static final class WorldEnded extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Each number is a message and what happens to it. */
  @Provide
  Arbitrary<List<Integer>> happenings() {
    return Arbitraries.integers().between(0, 9_999).withoutEdgeCases().list().ofSize(STEPS);
  }
}
