package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.DownloadModel.Answer;
import ca.portage.ledger.Step.Action;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The polls of a channel, each in the ledger and in its model, with a gateway's queue and a spool
 * that remember what the ledger cannot: what left the queue, and which bytes were kept.
 */
final class PollWorld {
  static final int PARTS = 4;

  private final String channel;
  private final World.Flaw flaw;
  private final List<InboundModel> parts;
  private final List<DownloadModel> polls = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Optional<DownloadState>> former = new LinkedHashMap<>();

  /**
   * Polls that were not made yet.
   *
   * @param parts what they will bring, {@link #PARTS} each
   */
  PollWorld(String channel, List<InboundModel> parts, World.Flaw flaw) {
    this.channel = channel;
    this.parts = parts;
    this.flaw = flaw;
    for (int i = 0; i < parts.size() / PARTS; i++) {
      polls.add(new DownloadModel(PARTS));
      ids.add(channel + "-D" + i);
    }
  }

  /** Whether the bytes of the answer with that part are on the disk. */
  boolean kept(int part) {
    return polls.get(part / PARTS).answer() == Answer.KEPT;
  }

  /**
   * What a start does before it asks the ledger what is open: answers in the spool get their row.
   */
  void salvage(Transaction tx, int chance) throws SQLException {
    for (int i = 0; i < polls.size(); i++) {
      DownloadModel poll = polls.get(i);
      poll.salvage(chance + i);
      boolean open = poll.is(DownloadState.OPEN) || poll.is(DownloadState.UNKNOWN);
      if (open && poll.answer() == Answer.KEPT) {
        store(tx, i);
      }
    }
  }

  /** The process ended and started again; the ledger was told so. */
  void crash(Transaction tx) throws SQLException {
    polls.forEach(DownloadModel::recover);
    for (int i = 0; i < polls.size(); i++) {
      check(tx, i);
    }
  }

  /** What the service would do next with the poll that is to bring a part. */
  Action next(int part) {
    DownloadModel poll = polls.get(part / PARTS);
    if (poll.state().isEmpty() || poll.over()) {
      return Action.POLL;
    }
    if (poll.waiting() && !poll.asked()) {
      return Action.ASK;
    }
    if (poll.nothingQueued()) {
      return Action.EMPTY;
    }
    return switch (poll.answer()) {
      case NOWHERE -> Action.ARRIVE;
      case ARRIVING -> Action.KEEP;
      case KEPT -> poll.is(DownloadState.STORED) ? Action.SPLIT : Action.STORE;
    };
  }

  void step(Transaction tx, int part, Action action, int chance) throws SQLException {
    step(tx, action, part / PARTS, chance);
    check(tx, part / PARTS);
  }

  private void step(Transaction tx, Action action, int index, int chance) throws SQLException {
    DownloadModel poll = polls.get(index);
    if (action == Action.POLL) {
      open(tx, index, chance);
    } else if (poll.state().isPresent()) {
      switch (action) {
        case ASK -> poll.ask(chance);
        case ARRIVE -> poll.arrive(chance);
        case KEEP -> keep(tx, index);
        case STORE -> {
          if (poll.answer() == Answer.KEPT) {
            store(tx, index);
          }
        }
        case EMPTY -> end(tx, index, DownloadState.EMPTY, poll.asked() && poll.nothingQueued());
        case FAIL -> end(tx, index, DownloadState.FAILED, !poll.asked() || poll.unreadable());
        case LOSE -> end(tx, index, DownloadState.UNKNOWN, poll.taken());
        case SPLIT -> split(tx, index);
        case UNPACK -> unpack(tx, index);
        default -> throw new IllegalArgumentException(action.name());
      }
    }
  }

  /** A poll that brought nothing is followed by another one, of another name. */
  private void open(Transaction tx, int index, int chance) throws SQLException {
    if (polls.get(index).over()) {
      former.put(ids.get(index), polls.get(index).state());
      polls.set(index, new DownloadModel(PARTS));
      ids.set(index, channel + "-D" + index + "." + former.size());
    }
    if (flaw == World.Flaw.ASKS_FIRST && polls.get(index).state().isEmpty()) {
      polls.get(index).askEarly(chance);
      return;
    }
    String id = ids.get(index);
    Downloads.open(tx, id, channel, "<" + id + "@x>");
    polls.get(index).open();
  }

  private void keep(Transaction tx, int index) throws SQLException {
    if (flaw == World.Flaw.RECORDS_FIRST && polls.get(index).answer() == Answer.ARRIVING) {
      store(tx, index);
    } else {
      polls.get(index).keep();
    }
  }

  private void store(Transaction tx, int index) throws SQLException {
    DownloadModel poll = polls.get(index);
    boolean expected = poll.store();
    String id = ids.get(index);
    assertThat(
            Attempted.done(
                () -> Downloads.stored(tx, id, poll.whole() + 1L, "sha-" + id, poll.complete())))
        .isEqualTo(expected);
  }

  /** The service ends a poll so only where it is true. */
  private void end(Transaction tx, int index, DownloadState end, boolean truly)
      throws SQLException {
    if (truly) {
      boolean expected = polls.get(index).end(end);
      assertThat(Attempted.done(() -> Downloads.end(tx, ids.get(index), end, "ended")))
          .as(end.name())
          .isEqualTo(expected);
    }
  }

  private void split(Transaction tx, int index) throws SQLException {
    DownloadModel poll = polls.get(index);
    for (int p = 0; p < poll.whole(); p++) {
      int part = index * PARTS + p;
      InboundModel model = parts.get(part);
      boolean expected = model.exists() || poll.is(DownloadState.STORED);
      var row =
          new Inbound.NewPart(
              ids.get(index), p, channel, InboundWorld.id(channel, part), 1, Optional.empty());
      assertThat(Attempted.done(() -> Inbound.part(tx, row))).isEqualTo(expected);
      if (expected) {
        model.appear();
      }
    }
  }

  /** Not before every whole part is dealt with; until then it is due again. */
  private void unpack(Transaction tx, int index) throws SQLException {
    DownloadModel poll = polls.get(index);
    List<InboundModel> whole = parts.subList(index * PARTS, index * PARTS + poll.whole());
    if (poll.is(DownloadState.STORED) && !whole.stream().allMatch(InboundModel::dealtWith)) {
      Downloads.retry(tx, ids.get(index), tx.now());
      return;
    }
    assertThat(Attempted.done(() -> Downloads.retry(tx, ids.get(index), tx.now())))
        .isEqualTo(poll.is(DownloadState.STORED));
    end(tx, index, DownloadState.UNPACKED, true);
  }

  /** Compares every poll, also those to which nothing happened by name. */
  void check(Transaction tx) throws SQLException {
    for (int i = 0; i < polls.size(); i++) {
      check(tx, i);
    }
    for (var poll : former.entrySet()) {
      assertThat(state(tx, poll.getKey())).isEqualTo(poll.getValue());
    }
  }

  private void check(Transaction tx, int index) throws SQLException {
    DownloadModel poll = polls.get(index);
    Optional<DownloadState> row = state(tx, ids.get(index));
    if (poll.asked()) {
      assertThat(row).as("nothing is asked for before the poll has its row (I2)").isPresent();
    }
    assertThat(row).isEqualTo(poll.state());
    if (poll.is(DownloadState.STORED) || poll.is(DownloadState.UNPACKED)) {
      assertThat(poll.answer()).as("bytes before their row (I3)").isEqualTo(Answer.KEPT);
    }
    assertThat(poll.taken() && poll.forgotten())
        .as("what left the queue is kept, under way, or told as a possible loss: " + poll)
        .isFalse();
  }

  private static Optional<DownloadState> state(Transaction tx, String id) throws SQLException {
    return tx.list(Rows::download, Rows.DOWNLOADS + "WHERE id = ?", id).stream()
        .findFirst()
        .map(Download::state);
  }
}
