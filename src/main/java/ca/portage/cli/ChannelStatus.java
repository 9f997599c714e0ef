package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.ledger.Download;
import ca.portage.ledger.Event;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Standing;
import ca.portage.ledger.State;
import ca.portage.watch.Health;
import ca.portage.watch.Oldest;
import ca.portage.watch.Stage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One channel at a glance.
 *
 * @param oldest the message that has been due the longest
 * @param attention the newest messages that wait for a person
 * @param health for each stage that has anything to do, what has been due the longest
 * @param expiry until when its keys and certificates are good
 * @param leftOut when and why the service began to run without it, if it does
 * @param stopped when and why an operator stopped it for good, until it is released
 */
record ChannelStatus(
    Channel channel,
    ChannelFolders folders,
    Map<State, Integer> counts,
    Optional<Download> lastDownload,
    Optional<Message> oldest,
    List<Message> attention,
    List<Oldest> health,
    ExpiryStatus expiry,
    Optional<Event> leftOut,
    Optional<Event> stopped) {
  private static final int SHOWN = 20;
  private static final int MANY = 100_000;

  static ChannelStatus read(Home home, Channel channel, Optional<Ledger> ledger, Instant now)
      throws IOException {
    ChannelFolders folders = ChannelFolders.of(channel.outbox(), channel.inbox());
    if (ledger.isEmpty()) {
      return new ChannelStatus(
          channel,
          folders,
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          ExpiryStatus.UNKNOWN,
          Optional.empty(),
          Optional.empty());
    }
    Ledger read = ledger.get();
    ExpiryStatus expiry = ExpiryStatus.read(home, channel.name(), read, now);
    List<Oldest> health = new ArrayList<>(Health.of(channel, read));
    health.addAll(expiry.health());
    Optional<Event> leftOut = stands(read, Standing.start(channel.name()), Standing.LEFT_OUT);
    leftOut.ifPresent(
        event ->
            health.add(
                new Oldest(Stage.START, channel.name(), event.at(), Stage.START.limit(channel))));
    return new ChannelStatus(
        channel,
        folders,
        read.counts(channel.name()),
        read.downloads(channel.name(), 1).stream().findFirst(),
        oldestDue(read, channel.name()),
        attention(read, channel.name()),
        List.copyOf(health),
        expiry,
        leftOut,
        stands(read, Standing.channel(channel.name()), Standing.STOPPED));
  }

  private static Optional<Event> stands(Ledger ledger, String subject, String state) {
    return Standing.of(ledger, subject).filter(last -> last.to().equals(state));
  }

  private static Optional<Message> oldestDue(Ledger ledger, String channel) {
    List<Message> due = new ArrayList<>();
    for (State state : List.of(State.PACKAGED, State.AMBIGUOUS)) {
      due.addAll(inState(ledger, channel, state, MANY));
    }
    return due.stream()
        .filter(message -> message.due().isPresent())
        .min(Comparator.comparing(message -> message.due().orElse(Instant.MAX)));
  }

  private static List<Message> attention(Ledger ledger, String channel) {
    List<Message> waiting = new ArrayList<>();
    for (State state : State.values()) {
      if (StateGuide.of(state).mood() == StateGuide.Mood.PERSON) {
        waiting.addAll(inState(ledger, channel, state, SHOWN));
      }
    }
    waiting.sort(Comparator.comparing(Message::updated).reversed());
    return waiting.stream().limit(SHOWN).toList();
  }

  private static List<Message> inState(Ledger ledger, String channel, State state, int limit) {
    return ledger.messages(
        new Filter(
            Optional.of(channel), Optional.of(state), Optional.empty(), Optional.empty(), limit));
  }

  /** How many messages wait for a person, beyond those shown too. */
  int waitingForPerson() {
    return counts.entrySet().stream()
        .filter(e -> StateGuide.of(e.getKey()).mood() == StateGuide.Mood.PERSON)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** The keys of one channel in {@code status --json}. */
  Map<String, Object> json(Instant now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("channel", channel.name());
    json.put("stopped", stopped.map(Event::reason));
    json.put("leftOut", leftOut.map(Event::reason));
    json.put("outbox", folders.outbox());
    json.put("inbox", folders.inbox());
    json.put("waiting", folders.waiting());
    json.put("quarantined", folders.quarantined());
    json.put("delivered", folders.delivered());
    json.put("states", states());
    json.put("oldestDue", oldest.map(ChannelStatus::due));
    json.put("lastDownload", lastDownload.map(ChannelStatus::json));
    json.put("expiry", expiry.json(now));
    json.put("health", health.stream().map(oldest -> json(oldest, now)).toList());
    json.put("attention", attention.stream().map(ChannelStatus::attention).toList());
    return json;
  }

  /** Every state that has messages, in the order of a message's way. */
  Map<String, Integer> states() {
    Map<String, Integer> states = new LinkedHashMap<>();
    Arrays.stream(State.values())
        .filter(state -> counts.getOrDefault(state, 0) > 0)
        .forEach(state -> states.put(state.name(), counts.get(state)));
    return states;
  }

  private static Map<String, Object> due(Message message) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", message.id());
    json.put("state", message.state());
    json.put("due", message.due());
    return json;
  }

  private static Map<String, Object> json(Oldest oldest, Instant now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stage", oldest.stage().word());
    json.put("item", oldest.item());
    json.put("since", oldest.since());
    json.put("ageSeconds", oldest.age(now).toSeconds());
    json.put("limitSeconds", oldest.limit().toSeconds());
    json.put("late", oldest.late(now));
    return json;
  }

  private static Map<String, Object> json(Download download) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", download.id());
    json.put("state", download.state());
    json.put("opened", download.opened());
    json.put("stored", download.stored());
    json.put("size", download.sizeBytes());
    json.put("complete", download.complete());
    json.put("reason", download.reason());
    return json;
  }

  private static Map<String, Object> attention(Message message) {
    Map<String, Object> json = MessageView.json(message);
    json.put("action", StateGuide.of(message.state()).action());
    return json;
  }
}
