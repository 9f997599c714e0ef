package ca.portage.ledger;

import static ca.portage.ledger.State.*;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What may follow what, as data (reliability §2.1, §2.2). Every change of a state passes here;
 * there is no other way from one state to the next.
 *
 * <p>A receipt's DONE and FAILED lead back to PACKAGED because a peer that sends a message again
 * gets the same receipt again (reliability P4). An interchange's FAILED leads back because an
 * operator who has mended the cause may have the same bytes sent again.
 */
enum Life {
  /** An interchange on its way out. */
  OUT(
      on(CLAIMED, PACKAGED, HELD, FAILED),
      on(DUPLICATE_HELD, CLAIMED, FAILED),
      on(PACKAGED, SENDING, HELD, FAILED, DONE, PEER_ERROR, INTEGRITY_ALERT, ANSWERED),
      on(
          SENDING,
          PACKAGED,
          AMBIGUOUS,
          ACCEPTED,
          SENT,
          FAILED,
          HELD,
          DONE,
          PEER_ERROR,
          INTEGRITY_ALERT,
          ANSWERED),
      on(AMBIGUOUS, SENDING, PACKAGED, HELD, DONE, PEER_ERROR, INTEGRITY_ALERT, ANSWERED),
      on(ACCEPTED, DONE, PEER_ERROR, INTEGRITY_ALERT, OVERDUE, PACKAGED),
      on(SENT, ANSWERED, PEER_ERROR, OVERDUE, PACKAGED),
      on(OVERDUE, DONE, PEER_ERROR, INTEGRITY_ALERT, ANSWERED, PACKAGED),
      on(HELD, CLAIMED, PACKAGED, FAILED, DONE, PEER_ERROR, INTEGRITY_ALERT, ANSWERED),
      on(FAILED, PACKAGED)),

  /** A receipt on its way out; nobody sends a receipt for it. */
  RECEIPT_OUT(
      on(PACKAGED, SENDING, HELD, FAILED),
      on(SENDING, DONE, PACKAGED, AMBIGUOUS, FAILED, HELD),
      on(AMBIGUOUS, SENDING, PACKAGED, HELD),
      on(HELD, PACKAGED, FAILED),
      on(DONE, PACKAGED),
      on(FAILED, PACKAGED)),

  /** A part of a download. */
  IN(
      on(STORED, VERIFIED, DUPLICATE, CONFLICT, REJECTED, HELD),
      on(HELD, VERIFIED, DUPLICATE, CONFLICT, REJECTED, HELD, STORED),
      on(VERIFIED, DELIVERING, CLOSED, REJECTED, HELD),
      on(DELIVERING, DELIVERED),
      on(DELIVERED, CLOSED));

  private final Map<State, Set<State>> edges = new EnumMap<>(State.class);

  Life(Edges... table) {
    Arrays.stream(table).forEach(row -> edges.put(row.from, row.to));
  }

  static Life of(Message message) {
    if (message.direction() == Direction.IN) {
      return IN;
    }
    return message.kind() == Kind.RECEIPT ? RECEIPT_OUT : OUT;
  }

  boolean allows(State from, State to) {
    return edges.getOrDefault(from, Set.of()).contains(to);
  }

  private record Edges(State from, Set<State> to) {}

  private static Edges on(State from, State first, State... more) {
    return new Edges(from, EnumSet.of(first, more));
  }
}
