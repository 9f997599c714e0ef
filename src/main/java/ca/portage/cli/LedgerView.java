package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import java.nio.file.Files;
import java.util.Optional;

/** Opens a home's ledger to read, beside a running service or without one. */
final class LedgerView {
  private LedgerView() {}

  /** Empty when no service ever ran in this home. */
  static Optional<Ledger> open(Home home) {
    return Files.exists(home.ledger()) ? Optional.of(Ledger.read(home.ledger())) : Optional.empty();
  }
}
