package ca.portage.care;

import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts of the home as a whole: each is told when it begins, not at every look. */
final class Notices {
  /** Stands where a channel's name would, as these concern all of them. */
  static final String HOME = "portage";

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final Ledger ledger;
  private final Map<String, String> told = new ConcurrentHashMap<>();

  Notices(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Tells what is wrong with {@code subject}, unless it was told already and never mended. */
  void wrong(String subject, String text) {
    if (told.putIfAbsent(subject, text) == null) {
      try {
        ledger.alert(HOME, Optional.empty(), text);
      } catch (LedgerException e) {
        told.remove(subject);
        LOG.error("{}; and it could not be noted in the ledger: {}", text, e.getMessage());
      }
    }
  }

  /** Nothing is wrong with {@code subject}; the next time it is, that is news. */
  void right(String subject) {
    told.remove(subject);
  }
}
