package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Gives every answer of every case, each case followed by an honest message, and reads in the
 * ledger what became of them once all is quiet.
 */
final class Play {
  private static final Set<State> RESTING =
      EnumSet.of(State.CLOSED, State.REJECTED, State.DUPLICATE, State.CONFLICT, State.HELD);
  private static final int ALL = 1_000_000;

  private final Rig rig;
  private final Canaries canaries;
  private final Forge forge;

  /** An answer under way. */
  private record Given(Poll poll, CompletableFuture<String> request) {}

  /** A case under way, and the honest answer after it. */
  private record Playing(HostileCase played, List<Given> given, Given honest) {}

  Play(Rig rig, Canaries canaries) {
    this.rig = rig;
    this.canaries = canaries;
    this.forge = new Forge(rig.parties());
  }

  List<Outcome> all(List<HostileCase> cases) throws Exception {
    List<Playing> playing = new ArrayList<>();
    for (HostileCase each : cases) {
      List<Given> given = each.polls().stream().map(this::give).toList();
      Reply honest = Reply.download(forge.honest(canaries.good()));
      canaries.claim("the honest message after " + each);
      playing.add(new Playing(each, given, give(Poll.of(honest, Expected.delivered(1)))));
    }
    // A request after the last one: by then the answer before it is stored.
    awaitMet(playing, rig.gateway().answer(Reply.status("204 No Content")));
    List<String> requests =
        playing.stream()
            .flatMap(p -> Stream.concat(p.given().stream(), Stream.of(p.honest())))
            .map(g -> g.request().join())
            .toList();
    await().atMost(Rig.PATIENCE).until(() -> quiet(requests));
    if (!rig.run().alive()) {
      throw new IllegalStateException("the service has ended: " + tail());
    }
    return outcomes(playing);
  }

  /**
   * Patience is for the next answer, not for all of them: a busy machine takes as long as it takes.
   */
  private void awaitMet(List<Playing> playing, CompletableFuture<String> last) throws IOException {
    while (!last.isDone()) {
      long before = met(playing);
      try {
        await()
            .atMost(Rig.PATIENCE)
            .until(() -> last.isDone() || met(playing) > before || !rig.run().alive());
      } catch (ConditionTimeoutException e) {
        throw new IllegalStateException("no poll after %d cases: %s".formatted(before, tail()), e);
      }
      if (!rig.run().alive()) {
        throw new IllegalStateException("the service has ended: " + tail());
      }
    }
  }

  private static long met(List<Playing> playing) {
    return playing.stream().filter(p -> p.honest().request().isDone()).count();
  }

  private String tail() throws IOException {
    String output = rig.run().output();
    return output.substring(Math.max(0, output.length() - 3000));
  }

  private Given give(Poll poll) {
    return new Given(poll, rig.gateway().answer(poll.script()));
  }

  private boolean quiet(List<String> requests) {
    if (!rig.run().alive()) {
      return true;
    }
    Map<String, Download> downloads = downloads();
    boolean resting =
        downloads.values().stream()
            .filter(d -> requests.contains(d.requestMessageId()))
            .allMatch(this::rests);
    return resting
        && downloads.keySet().containsAll(requests)
        && moving(Kind.RECEIPT, State.PACKAGED, State.SENDING) == 0
        && moving(Kind.INTERCHANGE, State.SENDING) == 0;
  }

  private boolean rests(Download download) {
    return switch (download.state()) {
      case OPEN -> false;
      case STORED -> {
        List<Message> parts = rig.ledger().parts(download.id());
        yield !parts.isEmpty() && parts.stream().allMatch(p -> RESTING.contains(p.state()));
      }
      default -> true;
    };
  }

  private int moving(Kind kind, State... states) {
    int count = 0;
    for (State state : states) {
      count +=
          rig.ledger()
              .messages(
                  new Filter(
                      Optional.empty(),
                      Optional.of(state),
                      Optional.of(Direction.OUT),
                      Optional.of(kind),
                      ALL))
              .size();
    }
    return count;
  }

  private Map<String, Download> downloads() {
    Map<String, Download> byRequest = new HashMap<>();
    rig.ledger().downloads("cig", ALL).forEach(d -> byRequest.put(d.requestMessageId(), d));
    return byRequest;
  }

  private List<Outcome> outcomes(List<Playing> playing) throws Exception {
    Map<String, Download> downloads = downloads();
    Map<String, StringBuilder> told = new HashMap<>();
    for (Alert alert : rig.ledger().alerts(ALL)) {
      alert
          .id()
          .ifPresent(id -> told.computeIfAbsent(id, i -> new StringBuilder()).append(alert.text()));
    }
    Map<String, String> dispositions = dispositions();
    List<Outcome> outcomes = new ArrayList<>();
    for (Playing each : playing) {
      List<Outcome.Became> became = new ArrayList<>();
      for (Given given : each.given()) {
        became.add(became(given, downloads, told));
      }
      outcomes.add(
          new Outcome(each.played(), became, became(each.honest(), downloads, told), dispositions));
    }
    return outcomes;
  }

  private Outcome.Became became(
      Given given, Map<String, Download> downloads, Map<String, StringBuilder> told) {
    Download download = downloads.get(given.request().join());
    List<Message> parts = rig.ledger().parts(download.id());
    StringBuilder text = new StringBuilder(download.reason().orElse(""));
    text.append(told.getOrDefault(download.id(), new StringBuilder()));
    for (Message part : parts) {
      text.append(part.reason().orElse(""))
          .append(told.getOrDefault(part.id(), new StringBuilder()));
    }
    List<State> states = parts.stream().map(Message::state).toList();
    return new Outcome.Became(
        given.poll(),
        rig.home().resolve("spool/in").resolve(download.id() + ".raw"),
        new Expected(download.state(), states, text.toString()));
  }

  /** What each receipt of ours says, by the id of the message it is about. */
  private Map<String, String> dispositions() throws Exception {
    Map<String, String> all = new HashMap<>();
    for (Taken request : rig.gateway().submitted()) {
      if (request.header("Disposition-Notification-To").isEmpty()) {
        Submitted receipt = Submitted.of(request, rig.parties());
        all.merge(
            receipt.field("Original-Message-ID"),
            receipt.field("Disposition"),
            (a, b) -> a.equals(b) ? a : a + " and " + b);
      }
    }
    return all;
  }
}
