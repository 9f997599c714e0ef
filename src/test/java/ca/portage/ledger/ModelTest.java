package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * The states against a second writing-down of reliability §2: 5,000 worlds of 20 messages are
 * 100,000 sequences of poll, answer, cut, crash, restart, receipt, second receipt and operator's
 * orders, interleaved at random, in the ledger itself; with a gateway's queue, a spool and an inbox
 * that remember what the ledger cannot (I1 to I7).
 *
 * <p>The worlds are the same ones in every build; {@code -Djqwik.seed=random} makes others.
 */
class ModelTest {
  private static final int WORLDS = 5_000;

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
    Folders.delete(folder);
  }

  @Property(tries = WORLDS, edgeCases = EdgeCasesMode.NONE)
  void whateverHappensInWhateverOrderTheLedgerIsWhereTheModelIs(
      @ForAll("happenings") List<Integer> happenings) {
    String channel = "c" + worlds.incrementAndGet();
    assertThatThrownBy(
            () -> ledger.commit(tx -> WorldEnded.after(tx, channel, World.Flaw.NONE, happenings)))
        .hasRootCauseInstanceOf(WorldEnded.class);
  }

  @Provide
  Arbitrary<List<Integer>> happenings() {
    return World.happenings();
  }
}
