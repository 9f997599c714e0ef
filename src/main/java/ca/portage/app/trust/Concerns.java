package ca.portage.app.trust;

import ca.portage.ledger.Alerts;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts of one channel, each told when it begins and not at every look. What was told before a
 * restart or a reload is read from the ledger's alerts.
 */
final class Concerns {
  private static final Logger LOG = LoggerFactory.getLogger(Concerns.class);

  private final String channel;
  private final Ledger ledger;
  private final Map<String, String> told = new ConcurrentHashMap<>();

  /** Of which this process knows how they stand; of others the ledger knows. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Concerns(String channel, Ledger ledger) {
    this.channel = channel;
    this.ledger = ledger;
  }

  /** Tells what is wrong with {@code subject}, unless exactly that was told and never mended. */
  void wrong(String subject, String text) {
    boolean first = known.add(subject);
    if (!text.equals(told.put(subject, text))) {
      try {
        if (!first || !toldLast(subject, text)) {
          ledger.alert(channel, Optional.of(name(subject)), text);
        }
      } catch (LedgerException e) {
        told.remove(subject);
        LOG.error("{}; and it could not be noted in the ledger: {}", text, e.getMessage());
      }
    }
  }

  private boolean toldLast(String subject, String text) {
    return new Alerts(ledger)
        .about(channel, name(subject)).stream()
            .reduce((earlier, later) -> later)
            .filter(alert -> alert.text().equals(text))
            .isPresent();
  }

  /** Stands where an alert has the id of a message. */
  private static String name(String subject) {
    return "trust/%08x".formatted(subject.hashCode());
  }

  /** The same, whatever the words: told of {@code subject} once, until it is right again. */
  void wrongOnce(String subject, String text) {
    if (!told.containsKey(subject)) {
      wrong(subject, text);
    }
  }

  /** Nothing is wrong with {@code subject}; the next time it is, that is news. */
  void right(String subject) {
    known.add(subject);
    if (told.remove(subject) != null) {
      LOG.info("{}: {} is in order again", channel, subject);
    }
  }

  /** The same for every subject that begins so, but for those given. */
  void rightBut(String start, Collection<String> wrong) {
    told.keySet().stream()
        .filter(subject -> subject.startsWith(start) && !wrong.contains(subject))
        .toList()
        .forEach(this::right);
  }
}
