package ca.portage.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * One line of the log for one committed change: told after its commit is forced, so the log never
 * says what a crash could take back. Channel, message and state go along as MDC keys.
 */
record LogLine(Level level, String channel, String subject, String state, String text) {
  private static final Logger LOG = LoggerFactory.getLogger("ca.portage.event");

  void tell() {
    MDC.put("channel", channel);
    MDC.put("message", subject);
    MDC.put("state", state);
    try {
      LOG.atLevel(level).log(text);
    } finally {
      MDC.remove("channel");
      MDC.remove("message");
      MDC.remove("state");
    }
  }
}
