package ca.portage.ledger;

import java.util.List;

/** The transitions of a ledger, each with what a notice says of it in the same commit. */
final class Telling extends Transitions {
  private final Transitions ledger;
  private final Notice notice;

  Telling(Transitions ledger, Notice notice) {
    super(ledger);
    this.ledger = ledger;
    this.notice = notice;
  }

  @Override
  <T> T commit(Unit<T> unit) {
    return ledger.commit(
        transaction -> {
          int before = transaction.events().size();
          T value = unit.run(transaction);
          List<Event> all = transaction.events();
          for (Event change : List.copyOf(all.subList(before, all.size()))) {
            notice.tell(transaction, change);
          }
          return value;
        });
  }
}
