package ca.portage.care;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves what every message relies on, on the folders themselves: forced files and folders, moves
 * in one step, modes, space, the clock and locks. The service does it at its start, {@code check}
 * at any time, also beside a running service. Leaves nothing behind.
 */
public final class SelfTest {
  /** Subject of the spool's own proof, without which nothing may be started. */
  public static final String SPOOL = "spool";

  /** Subject of the trial whether others of the machine are kept out. */
  static final String MODES = "modes";

  /** Subject of the trial whether others may change what the service obeys. */
  static final String CONFIG = "config";

  private final Home home;
  private final List<Channel> channels;
  private final Optional<Ledger> ledger;
  private final long freeBytesFloor;
  private final Clock clock;

  /** A self-test of a home; there is no ledger before its first start. */
  public SelfTest(
      Home home,
      List<Channel> channels,
      Optional<Ledger> ledger,
      long freeBytesFloor,
      Clock clock) {
    this.home = home;
    this.channels = channels;
    this.ledger = ledger;
    this.freeBytesFloor = freeBytesFloor;
    this.clock = clock;
  }

  /**
   * Refuses a spool that others of the machine may read or change, and a configuration, routes or
   * trust that they may change: whatever they did there meanwhile, nothing is built on it before an
   * admin knows.
   *
   * @throws ConfigException if it is so; the message says which and what to do
   * @throws IOException if it cannot be looked at
   */
  public static void requirePrivate(Home home, List<Channel> channels)
      throws ConfigException, IOException {
    require(home.spool(), new SpoolTrials(home).modes());
    require(home.config(), new ConfigTrial(home, channels).run());
  }

  private static void require(Path place, Trial modes) throws ConfigException {
    if (modes.level() == Trial.Level.FAIL) {
      throw new ConfigException(
          place, modes.text() + "; nothing was started. Close it: " + modes.action());
    }
  }

  /**
   * Tries everything, the spool first.
   *
   * @param owner the process that holds the spool's lock, if one does
   * @throws IOException if not even the home can be looked at
   */
  public List<Trial> run(Optional<Long> owner) throws IOException {
    SpoolTrials spool = new SpoolTrials(home);
    List<Trial> trials = new ArrayList<>();
    trials.add(spool.force());
    trials.add(spool.modes());
    trials.add(new ConfigTrial(home, channels).run());
    trials.add(spool.lock(owner));
    trials.add(spool.space(freeBytesFloor));
    trials.add(new ClockMark(home, clock).trial(ledger));
    for (Channel channel : channels) {
      trials.add(ChannelTrials.outbox(home, channel));
      trials.add(ChannelTrials.inbox(home, channel));
    }
    return List.copyOf(trials);
  }
}
