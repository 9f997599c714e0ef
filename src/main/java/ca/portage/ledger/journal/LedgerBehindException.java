package ca.portage.ledger.journal;

import java.io.IOException;
import java.nio.file.Path;

/** The ledger is older than its journal: a copy from before, or one that lost commits. */
public final class LedgerBehindException extends IOException {
  private static final long serialVersionUID = 1L;

  LedgerBehindException(Path folder, long ledger, long journal) {
    super(
        "The ledger holds its journal up to line %d, and the journal %s says that it once held line %d: this ledger is an old copy and would send again what was sent since. Nothing was changed. Run 'portage rebuild-ledger', which brings it up to date from the journal."
            .formatted(ledger, folder, journal));
  }
}
