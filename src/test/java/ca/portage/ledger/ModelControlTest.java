package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The invariants of {@link ModelTest} see each flaw that a client may have, and none where none is.
 */
class ModelControlTest extends LedgerCase {
  private static final int WORLDS = 60;

  @ParameterizedTest
  @EnumSource(World.Flaw.class)
  void aFlawOfTheClientBreaksAnInvariant(World.Flaw flaw) {
    Random random = new Random(flaw.ordinal());
    long broken =
        IntStream.range(0, WORLDS).filter(world -> breaks("w" + world, flaw, random)).count();
    if (flaw == World.Flaw.NONE) {
      assertThat(broken).isZero();
    } else {
      assertThat(broken).isPositive();
    }
  }

  private boolean breaks(String channel, World.Flaw flaw, Random random) {
    List<Integer> happenings = random.ints(200, 0, 1_000_000).boxed().toList();
    try {
      ledger.commit(tx -> WorldEnded.after(tx, channel, flaw, happenings));
    } catch (LedgerException e) {
      Throwable cause = Throwables.getRootCause(e);
      assertThat(cause).isInstanceOfAny(WorldEnded.class, AssertionError.class);
      return cause instanceof AssertionError;
    }
    throw new IllegalStateException("a world that does not end");
  }
}
