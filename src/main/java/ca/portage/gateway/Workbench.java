package ca.portage.gateway;

import ca.portage.config.Channel;
import ca.portage.config.Profile;
import ca.portage.content.Scratch;
import ca.portage.ediint.MessageIds;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Notice;
import ca.portage.ledger.Standing;
import ca.portage.ledger.Transitions;
import ca.portage.ledger.Ulid;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * What the steps of one channel share.
 *
 * @param channel the channel's file
 * @param profile the profile it follows
 * @param ledger what happened to each message
 * @param spool the durable files
 * @param messageIds makes ids for the wire
 * @param ids makes ids for the ledger
 * @param clock the wall clock
 * @param inFlight the requests under way
 * @param room whether new work may begin
 */
public record Workbench(
    Channel channel,
    Profile profile,
    Ledger ledger,
    Spool spool,
    MessageIds messageIds,
    Ulid ids,
    Clock clock,
    InFlight inFlight,
    Room room) {
  /** Refuses null. */
  public Workbench {
    Objects.requireNonNull(channel);
    Objects.requireNonNull(profile);
    Objects.requireNonNull(ledger);
    Objects.requireNonNull(spool);
    Objects.requireNonNull(messageIds);
    Objects.requireNonNull(ids);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(room);
  }

  /** The channel's name. */
  public String name() {
    return channel.name();
  }

  /** Why nothing new may begin, in words that stay the same until that has changed. */
  public Optional<String> obstacle() {
    return obstacle(0);
  }

  /** The same for work that needs so many bytes at once. */
  public Optional<String> obstacle(long neededBytes) {
    return stopped().or(() -> room.obstacle(neededBytes));
  }

  /**
   * Why not even stored work may go on: the channel was stopped (CIG B-11), or the disk is full.
   */
  public boolean halted() {
    return room.tight() || stopped().isPresent();
  }

  private Optional<String> stopped() {
    return Standing.of(ledger, Standing.channel(name()))
        .filter(last -> last.to().equals(Standing.STOPPED))
        .map(
            last ->
                "the channel is stopped since %s: %s. 'portage keys compromised %s --release' lets it go on"
                    .formatted(last.at(), last.reason(), name()));
  }

  /** Raises an alert that belongs to no change of a state: a row in the ledger, told in the log. */
  public void alert(String id, String text) {
    ledger.alert(name(), Optional.of(id), text);
  }

  /** The ledger's transitions; the one that changes {@code id} says so in its own commit. */
  public Transitions telling(String id, String text) {
    return ledger.telling(Notice.of(name(), id, text));
  }

  /** Notes that a request for {@code id} is under way until the exchange is complete. */
  public void underWay(String id, Exchange exchange) {
    inFlight.begin(id);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                inFlight.end(id);
              }
            });
  }

  /**
   * Marks {@code id} as being worked on until the exchange is complete, so that the next start
   * knows what this process was at if it ends over it.
   */
  public void atWork(String id, Exchange exchange) {
    spool.marks().begin(id);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                spool.marks().end(id);
              }
            });
  }

  /** The scratch of this exchange; made on first use and closed when the exchange is complete. */
  public Scratch scratch(Exchange exchange) {
    Scratch scratch = exchange.getProperty(ExchangeKeys.SCRATCH, Scratch.class);
    if (scratch != null) {
      return scratch;
    }
    Scratch fresh = spool.scratch();
    exchange.setProperty(ExchangeKeys.SCRATCH, fresh);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                fresh.close();
              }
            });
    return fresh;
  }
}
