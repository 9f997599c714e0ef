package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Order;
import ca.portage.ledger.Standing;
import ca.portage.ledger.Transitions;
import java.util.Optional;

/**
 * What an operator orders about whole channels, kept in the audit.
 *
 * @param word of the command
 * @param reason in the operator's words
 */
record StandingOrder(Session session, Home home, String word, String reason) {
  /** From now on a channel stands so. */
  void stands(String channel, String state, String why) {
    try (Ledger ledger = open()) {
      Transitions ordered = ledger.by(on(Standing.channel(channel)));
      Standing.note(ordered, channel, Standing.channel(channel), state, why);
      ledger.alert(channel, Optional.empty(), "the channel is " + state + ": " + why);
    }
  }

  Order on(String subject) {
    return new Order(operator(), word, subject, Optional.empty(), reason);
  }

  String operator() {
    return Operator.name(session.environment());
  }

  Ledger open() {
    return Ledger.open(home.ledger(), session.clock());
  }
}
