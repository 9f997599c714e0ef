package ca.portage.ledger;

import java.util.List;

/** The transitions of a ledger, each with the order of an operator in the same commit. */
final class Ordered extends Transitions {
  private final Transitions ledger;
  private final Order order;

  Ordered(Transitions ledger, Order order) {
    super(ledger);
    this.ledger = ledger;
    this.order = order;
  }

  /** No deed yet; the order is carried out, and kept, by what follows. */
  @Override
  public void purging(List<Kin> kins) {
    ledger.purging(kins);
  }

  @Override
  <T> T commit(Unit<T> unit) {
    return ledger.commit(
        transaction -> {
          order.confirm(transaction);
          int before = transaction.events().size();
          T value = unit.run(transaction);
          List<Event> all = transaction.events();
          order.keep(transaction, List.copyOf(all.subList(before, all.size())));
          return value;
        });
  }
}
