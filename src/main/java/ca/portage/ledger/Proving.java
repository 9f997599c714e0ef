package ca.portage.ledger;

import java.util.Optional;

/**
 * The transitions of a ledger, each with what was found out in the same commit. What was found out
 * first stays: a step that is done again after a crash finds the same, and later. Of a message that
 * the transition did not make after all, nothing is kept.
 */
final class Proving extends Transitions {
  private final Transitions ledger;
  private final String id;
  private final Evidence.Step step;
  private final Optional<String> about;
  private final Report report;

  Proving(
      Transitions ledger, String id, Evidence.Step step, Optional<String> about, Report report) {
    super(ledger);
    this.ledger = ledger;
    this.id = id;
    this.step = step;
    this.about = about;
    this.report = report;
  }

  @Override
  <T> T commit(Unit<T> unit) {
    return ledger.commit(
        transaction -> {
          T value = unit.run(transaction);
          transaction.update(
              "INSERT INTO evidence (id, step, at, about, report) SELECT ?, ?, ?, ?, ?"
                  + " WHERE EXISTS (SELECT 1 FROM message WHERE message.id = ?)"
                  + " ON CONFLICT DO NOTHING",
              id,
              step,
              transaction.now(),
              about,
              report.json(),
              id);
          return value;
        });
  }
}
