package ca.portage.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * What stands about something that is no message, such as a channel that was stopped: its last
 * event says it, so that the journal tells it again to a rebuilt ledger.
 */
public final class Standing {
  /** A channel on which nothing is taken, signed, sent, fetched or opened. */
  public static final String STOPPED = "STOPPED";

  /** A channel that works. */
  public static final String RUNNING = "RUNNING";

  /** A channel that is to run and cannot be made ready; the service runs without it. */
  public static final String LEFT_OUT = "LEFT_OUT";

  private static final String LAST = "WHERE subject = ? ORDER BY number DESC LIMIT 1";

  private static final String NOTHING = "NONE";

  private Standing() {}

  /** The subject under which a channel stands. */
  public static String channel(String name) {
    return "channel:" + name;
  }

  /** The subject under which stands whether a channel could be started. */
  public static String start(String channel) {
    return "start:" + channel;
  }

  /** The subject under which stands how the keys of a channel are opened. */
  public static String keys(String channel) {
    return "keys:" + channel;
  }

  /** What stands about a subject; its event's {@code to} is the word. */
  public static Optional<Event> of(LedgerReader ledger, String subject) {
    return ledger.list(Rows::event, Rows.EVENTS + LAST, subject).stream().findFirst();
  }

  /**
   * Notes what stands from now on, in a commit of its own, and tells it in the log.
   *
   * @param ledger with the order of an operator it keeps that in the audit
   * @param subject as this class names it
   * @param state one word
   * @return false if that stood already; then nothing was changed
   */
  public static boolean note(
      Transitions ledger, String channel, String subject, String state, String reason) {
    return ledger.commit(transaction -> set(transaction, channel, subject, state, reason));
  }

  private static boolean set(
      Transaction transaction, String channel, String subject, String state, String reason)
      throws SQLException {
    List<Event> last = transaction.list(Rows::event, Rows.EVENTS + LAST, subject);
    String before = last.isEmpty() ? NOTHING : last.get(0).to();
    if (before.equals(state) && last.get(0).reason().equals(reason)) {
      return false;
    }
    transaction.event(subject, before, state, reason);
    transaction.say(Level.INFO, channel, subject, state, reason);
    return true;
  }
}
