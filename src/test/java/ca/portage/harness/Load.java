package ca.portage.harness;

import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Broker software that drops one interchange after another, each with content of its own; the
 * gateway answers each with a receipt and a reply, so that there is as much to fetch as to send.
 */
final class Load implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 20;

  private final Lane lane;
  private final BooleanSupplier enough;
  private final List<String> families = Samples.names();
  private final List<String> dropped = new ArrayList<>();
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private Future<?> feeding;

  /** A load for one lane, which drops nothing while {@code enough} is under way. */
  Load(Lane lane, BooleanSupplier enough) {
    this.lane = lane;
    this.enough = enough;
  }

  /** Drops {@code files} at once. */
  synchronized void drop(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      Sample sample = lane.sample(families.get(dropped.size() % families.size()));
      dropped.add(Books.sha256(sample.content()));
      lane.drop(sample.fileName(), sample.content().toBytes(MAX_BYTES));
    }
  }

  /** Drops one file after another from now on. */
  void begin(Duration every) {
    feeding = feeder.scheduleAtFixedRate(this::feed, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void feed() {
    try {
      if (!enough.getAsBoolean()) {
        drop(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops no more; fails if a file could not be dropped. */
  void pause() throws Exception {
    boolean stopped = feeding.cancel(false);
    if (!stopped) {
      try {
        feeding.get();
      } catch (ExecutionException e) {
        throw new IOException("a file could not be dropped", e.getCause());
      }
    }
  }

  /** How many files were dropped. */
  synchronized int count() {
    return dropped.size();
  }

  /** The SHA-256 of each content dropped. */
  synchronized List<String> dropped() {
    return List.copyOf(dropped);
  }

  @Override
  public void close() {
    feeder.shutdownNow();
  }
}
