package ca.portage.gateway.outbound;

import ca.portage.ledger.Ambiguity;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import java.time.Instant;
import java.util.List;

/**
 * How far the receipt queue has been asked and read. An ambiguous message goes out again only after
 * three polls asked since its last attempt were answered, and every answer up to the third of them
 * was read, so that its receipt settles it first (reliability O3U).
 *
 * <p>Nothing beyond these delays it: neither later answers, nor what was stored before its first
 * attempt, nor parts that wait for a key or the inbox.
 *
 * @param answered when the polls were asked that were answered in full, newest first
 * @param unread stored answers in which a receipt may still lie
 */
record ReceiptQueue(List<Instant> answered, List<Download> unread) {
  private static final int POLLS_BEFORE_RESEND = 3;
  private static final int LOOK = 1000;

  /** The queue of a channel, as far as these messages are concerned. */
  static ReceiptQueue of(Ledger ledger, String channel, List<Ambiguity> messages) {
    Instant since =
        messages.stream().map(Ambiguity::lastAttempt).min(Instant::compareTo).orElse(Instant.EPOCH);
    // In this order: an answer that counts was read by then, or is still among the unread.
    List<Instant> answered = ledger.answeredPolls(channel, since, LOOK);
    return new ReceiptQueue(answered, ledger.unread(channel));
  }

  /** Whether a receipt for this message would have been seen, if there was one. */
  boolean wasReadFor(Ambiguity message) {
    if (message.kind() == Kind.RECEIPT) {
      return true;
    }
    List<Instant> since =
        answered.stream().filter(opened -> opened.isAfter(message.lastAttempt())).toList();
    if (since.size() < POLLS_BEFORE_RESEND) {
      return false;
    }
    Instant third = since.get(since.size() - POLLS_BEFORE_RESEND);
    return unread.stream()
        .filter(download -> !download.opened().isAfter(third))
        .noneMatch(download -> mayNameIt(download, message));
  }

  private static boolean mayNameIt(Download download, Ambiguity message) {
    return download.stored().orElse(Instant.MAX).isAfter(message.firstAttempt());
  }
}
