package ca.portage.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the spool has room for new work, and what is kept back for the work at hand when it has
 * none (reliability §2.4).
 *
 * <p>Below the floor nothing new begins; above the floor and a tenth more it begins again. A write
 * that meets a full disk releases the ballast and is tried once more; the ballast is made again
 * when there is room. The same holds for file descriptors. Safe for use by several threads.
 */
public final class Room implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);
  private static final long FIRST_MILLIS = 3_000;
  private static final long TICK_MILLIS = 1_000;
  private static final int TICKS_AFTER_FAILURE = 10;
  private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Set<Room> OPEN = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final long floorBytes;
  private final Ballast ballast;
  private final Descriptors descriptors;
  private final ScheduledExecutorService keeper;
  private volatile Consumer<ForceFailedException> lost = failure -> {};
  private volatile boolean tight;
  private volatile long releasedNanos;
  private boolean shut;
  private int patience;

  private Room(Path root, long floorBytes) {
    this.root = root;
    this.floorBytes = floorBytes;
    this.ballast = new Ballast(root, Ballast.sizeFor(floorBytes));
    this.descriptors = new Descriptors(root);
    this.keeper = Executors.newSingleThreadScheduledExecutor(Room::thread);
  }

  /**
   * Looks after the room of a spool until it is closed.
   *
   * @param spool the spool's folder, which its owner has opened
   * @param floorBytes nothing new begins with less free than this
   */
  public static Room open(Path spool, long floorBytes) {
    Room room = new Room(spool.toAbsolutePath().normalize(), floorBytes);
    OPEN.add(room);
    room.keeper.scheduleWithFixedDelay(
        room::tend, FIRST_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return room;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "portage-room");
    thread.setDaemon(true);
    return thread;
  }

  /** Who is told when the disk twice did not confirm a file of this spool. */
  public void onLost(Consumer<ForceFailedException> listener) {
    lost = listener;
  }

  /** Why nothing new may begin, in words that stay the same until that has changed. */
  public Optional<String> obstacle() {
    return obstacle(0);
  }

  /** The same for work that needs so many bytes at once. */
  public synchronized Optional<String> obstacle(long neededBytes) {
    if (descriptors.missing()) {
      return Optional.of(
          "the process has no file descriptor left; what is at hand is finished, and the rest goes"
              + " on by itself when there are some. Raise the limit (LimitNOFILE, ulimit -n)");
    }
    long usableBytes = usableBytes();
    shut = shut ? usableBytes < reopenBytes() : usableBytes < floorBytes;
    if (shut || tight) {
      return Optional.of(
          "the spool's disk has less than %d MiB free; make room, and at %d MiB it goes on by itself"
              .formatted(mib(floorBytes), mib(reopenBytes() + ballast.sizeBytes())));
    }
    return usableBytes < neededBytes
        ? Optional.of(
            "the spool's disk has less than %d MiB free, twice the largest answer so far; make room, and it goes on by itself"
                .formatted(mib(neededBytes)))
        : Optional.empty();
  }

  /** Whether the disk was full and has not recovered: not even stored work goes on then. */
  public boolean tight() {
    return tight;
  }

  /**
   * Says that {@code file} could not grow because its disk is full.
   *
   * @return whether space was released there, so that one more try makes sense
   */
  public static boolean full(Path file) {
    boolean released = false;
    for (Room room : OPEN) {
      released |= room.sharesDisk(file) && room.release();
    }
    return released;
  }

  /** The same for a write that failed in whatever way: finds out whether the disk is full. */
  public static boolean full(Path file, Exception failure) {
    return !(failure instanceof ForceFailedException) && isFull(file, failure) && full(file);
  }

  /** Whether an open that failed may work now, because a descriptor kept back was given up. */
  static boolean descriptor(Exception failure) {
    boolean given = false;
    for (Room room : OPEN) {
      given |= room.descriptors.give(failure);
    }
    return given;
  }

  /** Says that the disk did not confirm {@code file} although it was written anew. */
  public static void lost(Path file, ForceFailedException failure) {
    Path absolute = file.toAbsolutePath().normalize();
    OPEN.stream()
        .filter(room -> absolute.startsWith(room.root))
        .forEach(room -> room.lost.accept(failure));
  }

  /** The C library's words may be in any language, so what the disk says counts as well. */
  private static boolean isFull(Path file, Exception failure) {
    String text = String.valueOf(failure.getMessage());
    return text.contains("No space left")
        || text.contains("quota exceeded")
        || file.toAbsolutePath().getParent().toFile().getUsableSpace() < 1 << 16;
  }

  private boolean sharesDisk(Path file) {
    try {
      return Files.getFileStore(root).equals(Files.getFileStore(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      return file.toAbsolutePath().normalize().startsWith(root);
    }
  }

  private synchronized boolean release() {
    tight = true;
    try {
      if (ballast.release()) {
        releasedNanos = System.nanoTime();
        LOG.error(
            "the disk of {} is full: the emergency space was released, what is at hand is finished, nothing new begins until there is room",
            root);
        return true;
      }
    } catch (IOException e) {
      LOG.error("the emergency space {} could not be released: {}", root, e.toString());
    }
    // Others met the full disk a moment earlier, and what they released is there for all.
    return releasedNanos != 0 && System.nanoTime() - releasedNanos < RECENT_NANOS;
  }

  private void tend() {
    try {
      descriptors.tend();
      if (!recovered()
          && --patience < 0
          && !descriptors.missing()
          && usableBytes() >= reopenBytes() + ballast.sizeBytes()) {
        restore();
      }
    } catch (RuntimeException | Error e) {
      // A scheduled task that throws is never run again.
      LOG.error("looking after the room of {} failed; it is tried again", root, e);
    }
  }

  private synchronized boolean recovered() {
    tight &= !ballast.whole();
    return ballast.whole();
  }

  private void restore() {
    try {
      ballast.make();
      if (tight) {
        LOG.info("the disk of {} has room again; everything goes on", root);
      }
      tight = false;
    } catch (IOException e) {
      patience = TICKS_AFTER_FAILURE;
      LOG.warn("the emergency space {} could not be made: {}", root, e.toString());
    }
  }

  private long reopenBytes() {
    return floorBytes + floorBytes / 10;
  }

  /** Asks for no descriptor. */
  private long usableBytes() {
    return root.toFile().getUsableSpace();
  }

  private static long mib(long bytes) {
    return bytes + (1 << 20) - 1 >> 20;
  }

  /** Ends the looking after; the ballast stays for the next run. */
  @Override
  public void close() {
    OPEN.remove(this);
    keeper.shutdown();
    descriptors.close();
  }
}
