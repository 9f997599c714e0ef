package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits when a CA says to come back later, and for how long in all. */
public final class Patience {
  private static final Duration LEAST = Duration.ofMillis(200);

  /** Lets time pass. */
  @FunctionalInterface
  public interface Pause {
    /** Returns when {@code time} has passed. */
    void await(Duration time) throws InterruptedException;
  }

  private final Duration total;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final long begun;

  /** Patience that begins now; {@code nanoTime} is monotonic. */
  public Patience(Duration total, LongSupplier nanoTime, Pause pause) {
    this.total = total;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.begun = nanoTime.getAsLong();
  }

  /**
   * Waits as long as the CA asks.
   *
   * @throws PkiException if that would be longer than anybody wants to wait here
   */
  void await(Duration asked) throws PkiException {
    Duration time = asked.compareTo(LEAST) < 0 ? LEAST : asked;
    Duration gone = Duration.ofNanos(nanoTime.getAsLong() - begun);
    if (gone.plus(time).compareTo(total) > 0) {
      throw new PkiException(
          "the CA is not ready: it asks to come back in "
              + time.toSeconds()
              + " s, and in all no more than "
              + total.toSeconds()
              + " s are waited");
    }
    try {
      pause.await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PkiException("the wait for the CA was interrupted", e);
    }
  }
}
