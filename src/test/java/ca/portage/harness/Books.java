package ca.portage.harness;

import ca.portage.app.Clear;
import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Event;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.ReceivedInterchange;
import ca.portage.simulator.Seen;
import ca.portage.simulator.SimulatorHome;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What both sides hold at one moment, read without touching anything; contents stand for themselves
 * by their SHA-256.
 *
 * @param dropped the contents that were dropped to be sent, each once
 * @param received what the gateway took, by message id
 * @param outgoing what the gateway ever queued, receipts included
 * @param offered the contents of the interchanges among them, by message id
 * @param delivered the contents of the files that arrived, also those taken away since
 * @param seen the requests the gateway saw
 * @param messages every message of the ledger
 * @param attempts the attempts of each message, by ledger id
 * @param events what happened, by ledger id, to messages once AMBIGUOUS and downloads once UNKNOWN
 * @param downloads every download of the ledger
 * @param alerts every alert of the ledger
 */
public record Books(
    List<String> dropped,
    Map<String, String> received,
    List<Outgoing> outgoing,
    Map<String, String> offered,
    List<String> delivered,
    List<Seen> seen,
    List<Message> messages,
    Map<String, List<Attempt>> attempts,
    Map<String, List<Event>> events,
    List<Download> downloads,
    List<Alert> alerts) {
  private static final int ALL = 1_000_000;
  private static final String CHANNEL = "cig";

  /**
   * Reads both sides; the service may run, then the two are read one after the other.
   *
   * @param dropped SHA-256 of each content dropped to be sent, lower-case hex
   * @param taken folders besides the inbox to which a consumer moved what arrived
   */
  public static Books read(SimulatorHome home, Collection<String> dropped, Path... taken)
      throws Exception {
    return read(home, home.root(), home.inbox(), dropped, taken);
  }

  /**
   * Reads both sides when the service's home is not the folder its gateway was made in.
   *
   * @param root the home the service runs on
   * @param inbox its inbox
   */
  static Books read(
      SimulatorHome home, Path root, Path inbox, Collection<String> dropped, Path... taken)
      throws Exception {
    List<Outgoing> outgoing = home.simulator().outgoing(home.sender());
    try (Ledger ledger = Ledger.read(new Home(root).ledger())) {
      List<Message> messages = ledger.messages(Filter.newest(ALL));
      List<Download> downloads = ledger.downloads(CHANNEL, ALL);
      Map<String, List<Event>> events = new HashMap<>();
      Map<String, List<Attempt>> attempts = new HashMap<>();
      for (Message message : messages) {
        if (message.attempts() > 0) {
          attempts.put(message.id(), ledger.attempts(message.id()));
          events.put(message.id(), ledger.events(message.id()));
        }
      }
      for (Download download : downloads) {
        events.put(download.id(), ledger.events(download.id()));
      }
      events.values().removeIf(list -> list.stream().noneMatch(Books::uncertain));
      return new Books(
          List.copyOf(dropped),
          received(home),
          outgoing,
          offered(home, outgoing),
          delivered(inbox, taken),
          home.simulator().seen(),
          messages,
          attempts,
          events,
          downloads,
          ledger.alerts(ALL));
    }
  }

  /** The contents at the two ends, of something that keeps no ledger. */
  public static Books ends(SimulatorHome home, Collection<String> dropped) throws Exception {
    List<Outgoing> outgoing = home.simulator().outgoing(home.sender());
    return new Books(
        List.copyOf(dropped),
        received(home),
        outgoing,
        offered(home, outgoing),
        delivered(home.inbox()),
        home.simulator().seen(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** Whether by this event a message became AMBIGUOUS, or a download UNKNOWN. */
  static boolean uncertain(Event event) {
    boolean changed = !event.from().equals(event.to());
    return changed
        && (event.to().equals(State.AMBIGUOUS.name())
            || event.to().equals(DownloadState.UNKNOWN.name()));
  }

  /** What the gateway handed out and the ledger has never seen: an answer that was lost. */
  public List<String> unseen() {
    Set<String> known =
        messages.stream()
            .filter(message -> message.direction() == Direction.IN)
            .flatMap(message -> message.messageId().stream())
            .collect(Collectors.toSet());
    return outgoing.stream()
        .filter(item -> !item.waiting() && !known.contains(item.messageId()))
        .map(Outgoing::messageId)
        .toList();
  }

  private static Map<String, String> received(SimulatorHome home) throws IOException {
    Map<String, String> received = new HashMap<>();
    for (ReceivedInterchange interchange : home.simulator().interchanges()) {
      received.put(interchange.messageId(), sha256(interchange.content()));
    }
    return received;
  }

  private static Map<String, String> offered(SimulatorHome home, List<Outgoing> outgoing)
      throws Exception {
    Clear clear = Clear.of(home.root());
    Map<String, String> offered = new HashMap<>();
    for (Outgoing item : outgoing) {
      if (!item.receipt()) {
        offered.put(item.messageId(), sha256(clear.content(item)));
      }
    }
    return offered;
  }

  private static List<String> delivered(Path inbox, Path... taken) throws IOException {
    List<String> delivered = new ArrayList<>();
    for (Path folder : Stream.concat(Stream.of(inbox), Stream.of(taken)).toList()) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          delivered.add(sha256(Content.of(file)));
        }
      }
    }
    return delivered;
  }

  /** How contents are named here. */
  public static String sha256(Content content) throws IOException {
    return Sha256.of(content).sha256Hex();
  }
}
