package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private static final int PAIRS = 2_500;
  private static final String CHANNEL = "c";

  private Path folder;
  private Ledger one;
  private Ledger other;

  @BeforeProperty
  void open() throws IOException {
    folder = Files.createTempDirectory("portage-model");
    one = ledger("one.db");
    other = ledger("other.db");
  }

  private Ledger ledger(String name) {
    return Ledger.open(
        folder.resolve(name), Clock.systemUTC(), GroupWriter.GROUP, Optional.empty());
  }

  @AfterProperty
  void close() throws IOException {
    one.close();
    other.close();
    Folders.delete(folder);
  }

  /** Two at a time, in a ledger each, so that two processors have something to do. */
  @Property(tries = PAIRS, edgeCases = EdgeCasesMode.NONE)
  void whateverHappensInWhateverOrderTheLedgerIsWhereTheModelIs(
      @ForAll("happenings") List<Integer> first, @ForAll("happenings") List<Integer> second) {
    CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> play(other, second));
    play(one, first);
    beside.join();
  }

  private static void play(Ledger ledger, List<Integer> happenings) {
    assertThatThrownBy(
            () -> ledger.commit(tx -> WorldEnded.after(tx, CHANNEL, World.Flaw.NONE, happenings)))
        .hasRootCauseInstanceOf(WorldEnded.class);
  }

  @Provide
  Arbitrary<List<Integer>> happenings() {
    return World.happenings();
  }
}
