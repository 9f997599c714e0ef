package ca.portage.ledger;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator decided. It is kept in the audit by the commit that carries it out, and carried
 * out only while the message is as the operator saw it: what was confirmed is what happens.
 *
 * @param operator who, as the system knows them
 * @param action the command's word, such as {@code release}
 * @param subject the ledger id of the message it is about
 * @param seen the state the operator saw; empty if it does not matter
 * @param reason why, in the operator's words
 */
public record Order(
    String operator, String action, String subject, Optional<State> seen, String reason) {

  /**
   * Refuses an order whose message has changed since it was given.
   *
   * @throws IllegalTransitionException if it has
   */
  void confirm(Transaction transaction) throws SQLException {
    if (seen.isPresent()) {
      State now = transaction.message(subject).state();
      if (now != seen.get()) {
        throw new IllegalTransitionException(subject, now.name(), action + " from " + seen.get());
      }
    }
  }

  /** Keeps one row for the message the order names, and one for each other that changed by it. */
  void keep(Transaction transaction, List<Event> changes) throws SQLException {
    Map<String, String> results = new LinkedHashMap<>();
    results.put(subject, "");
    for (Event change : changes) {
      String moved =
          change.from().equals(change.to())
              ? change.reason()
              : change.from() + " to " + change.to();
      results.merge(change.messageId(), moved, (a, b) -> a.isEmpty() ? b : a + ", " + b);
    }
    for (Map.Entry<String, String> result : results.entrySet()) {
      transaction.audit(operator, action, result.getKey(), result.getValue(), reason);
    }
  }
}
