package ca.portage.watch;

import ca.portage.config.Schedule;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Notice;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Notices receipts that stay away: a warning first, then the state OVERDUE (CIG A-14, reliability
 * O7). Nothing is sent again by itself: the gateway has the message, and said so with a 200.
 */
public final class ReceiptWatch implements Processor {
  private final String channel;
  private final Schedule schedule;
  private final Ledger ledger;
  private final Set<String> warned = new HashSet<>();

  /** Watches the messages of one channel by the profile's schedule. */
  public ReceiptWatch(String channel, Schedule schedule, Ledger ledger) {
    this.channel = channel;
    this.schedule = schedule;
    this.ledger = ledger;
  }

  @Override
  public void process(Exchange exchange) {
    for (Message message : ledger.overdue(channel, schedule.receiptOverdue())) {
      String text = text(schedule.receiptOverdue(), "; ask the help desk before you resend it");
      ledger.telling(Notice.of(channel, message.id(), text)).markOverdue(message.id());
    }
    List<Message> late = ledger.overdue(channel, schedule.receiptWarn());
    warned.retainAll(late.stream().map(Message::id).toList());
    for (Message message : late) {
      if (!warned.contains(message.id())) {
        ledger.alertOnce(
            channel, message.id(), text(schedule.receiptWarn(), "; it is still waited for"));
        warned.add(message.id());
      }
    }
  }

  private static String text(Duration since, String advice) {
    return "no receipt came within " + since.toMinutes() + " minutes of the gateway's 200" + advice;
  }
}
