package ca.portage.evidence;

import ca.portage.ledger.Evidence;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Messages with what proves them: their receipts, and the messages that receipts are for. */
final class Closure {
  private Closure() {}

  static Set<String> of(Prover.Known known, Collection<String> ids) {
    Set<String> found = new TreeSet<>(ids);
    Deque<String> unread = new ArrayDeque<>(ids);
    while (!unread.isEmpty()) {
      Optional<Facts> facts = readable(known, unread.remove());
      if (facts.isPresent()) {
        for (String id : linked(facts.get(), known)) {
          if (found.add(id)) {
            unread.add(id);
          }
        }
      }
    }
    return found;
  }

  /**
   * Of a message that cannot be read nothing follows; that it cannot is found where it is proved.
   */
  private static Optional<Facts> readable(Prover.Known known, String id) {
    try {
      return known.facts(id);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Set<String> linked(Facts facts, Prover.Known known) {
    Set<String> linked = new TreeSet<>(facts.receipts());
    facts.at(Evidence.Step.JUDGED).flatMap(Evidence::about).ifPresent(linked::add);
    Message message = facts.message();
    if (message.related().isPresent()) {
      String related = message.related().get();
      // A duplicate's first message proves nothing of the duplicate.
      if (message.kind() == Kind.RECEIPT
          || readable(known, related).filter(r -> r.message().kind() == Kind.RECEIPT).isPresent()) {
        linked.add(related);
      }
    }
    return linked;
  }
}
