package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.hostile.Outcome.Ours;
import ca.portage.hostile.Outcome.Returned;
import ca.portage.hostile.Said.Told;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Gives every answer of every case, each case followed by an honest message, and reads in the
 * ledger what became of them once all is quiet.
 */
final class Play {
  private static final Set<State> MOVING =
      EnumSet.of(
          State.STORED,
          State.VERIFIED,
          State.DELIVERING,
          State.DELIVERED,
          State.PACKAGED,
          State.SENDING);
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
      canaries.claim();
      playing.add(new Playing(each, given, give(Poll.of(honest, Expected.delivered(1)))));
    }
    // A request after the last one: by then the answer before it is stored.
    CompletableFuture<String> last = rig.gateway().answer(Reply.status("204 No Content"));
    awaitWhileItGoesOn(
        last::isDone,
        () -> playing.stream().filter(p -> p.honest().request().isDone()).count() + " cases");
    List<String> requests =
        playing.stream()
            .flatMap(p -> Stream.concat(p.given().stream(), Stream.of(p.honest())))
            .map(g -> g.request().join())
            .toList();
    awaitWhileItGoesOn(() -> quiet(requests), () -> rig.ledger().counts(Rig.CHANNEL).toString());
    return outcomes(playing);
  }

  /**
   * Patience is for the next step, not for all of them: a busy machine takes as long as it takes.
   */
  private void awaitWhileItGoesOn(BooleanSupplier done, Supplier<String> progress)
      throws IOException {
    while (!done.getAsBoolean()) {
      String before = progress.get();
      try {
        await()
            .atMost(Rig.PATIENCE)
            .until(
                () -> done.getAsBoolean() || !progress.get().equals(before) || !rig.run().alive());
      } catch (ConditionTimeoutException e) {
        throw new IllegalStateException("no step after %s: %s".formatted(before, tail()), e);
      }
      if (!rig.run().alive()) {
        throw new IllegalStateException("the service has ended: " + tail());
      }
    }
  }

  private String tail() throws IOException {
    String output = rig.run().output();
    return output.substring(Math.max(0, output.length() - 3000));
  }

  private Given give(Poll poll) {
    return new Given(poll, rig.gateway().answer(poll.script()));
  }

  /** What is held is due later; everything else has ended, and every receipt is sent. */
  private boolean quiet(List<String> requests) {
    if (!rig.ledger().dueDownloads(Rig.CHANNEL, 1).isEmpty()
        || !Collections.disjoint(rig.ledger().counts(Rig.CHANNEL).keySet(), MOVING)) {
      return false;
    }
    Map<String, Download> downloads = downloads();
    return requests.stream()
        .map(downloads::get)
        .allMatch(d -> d != null && d.state() != DownloadState.OPEN);
  }

  private Map<String, Download> downloads() {
    Map<String, Download> byRequest = new HashMap<>();
    rig.ledger().downloads(Rig.CHANNEL, ALL).forEach(d -> byRequest.put(d.requestMessageId(), d));
    return byRequest;
  }

  private List<Outcome> outcomes(List<Playing> playing) throws Exception {
    Map<String, Download> downloads = downloads();
    Map<String, List<String>> alerts = alerts();
    Map<String, List<Returned>> returned = returned();
    List<Outcome> outcomes = new ArrayList<>();
    for (Playing each : playing) {
      List<Became> became = each.given().stream().map(g -> became(g, downloads, alerts)).toList();
      List<Ours> ours = each.played().sent().stream().map(s -> ours(s, alerts)).toList();
      outcomes.add(
          new Outcome(
              each.played(), became, became(each.honest(), downloads, alerts), ours, returned));
    }
    return outcomes;
  }

  private Ours ours(Sent sent, Map<String, List<String>> alerts) {
    Optional<Message> message = rig.message(sent.name());
    return new Ours(
        message.map(Message::state),
        message.map(m -> alerts.getOrDefault(m.id(), List.of())).orElse(List.of()));
  }

  private Became became(
      Given given, Map<String, Download> downloads, Map<String, List<String>> alerts) {
    Download download = downloads.get(given.request().join());
    return new Became(
        given.poll(),
        rig.home().resolve("spool/in").resolve(download.id() + ".raw"),
        download.state(),
        told(download.id(), download.reason(), alerts),
        rig.ledger().parts(download.id()).stream()
            .map(
                p ->
                    new Became.Part(
                        p.id(), p.messageId(), p.state(), told(p.id(), p.reason(), alerts)))
            .toList());
  }

  private static Told told(String id, Optional<String> reason, Map<String, List<String>> alerts) {
    return new Told(reason.orElse(""), alerts.getOrDefault(id, List.of()));
  }

  /** Every alert under the message or download it is filed under, oldest first. */
  private Map<String, List<String>> alerts() {
    List<Alert> all = new ArrayList<>(rig.ledger().alerts(ALL));
    Collections.reverse(all);
    Map<String, List<String>> byId = new HashMap<>();
    for (Alert alert : all) {
      alert
          .id()
          .ifPresent(id -> byId.computeIfAbsent(id, i -> new ArrayList<>()).add(alert.text()));
    }
    return byId;
  }

  /** What each receipt of ours says, by the id of the message it is about. */
  private Map<String, List<Returned>> returned() throws Exception {
    Map<String, List<Returned>> all = new HashMap<>();
    for (Taken request : rig.gateway().submitted()) {
      if (!request.isInterchange()) {
        Submitted receipt = Submitted.of(request, rig.parties());
        all.computeIfAbsent(receipt.field("Original-Message-ID"), i -> new ArrayList<>())
            .add(new Returned(receipt.field("Disposition"), request.body()));
      }
    }
    return all;
  }
}
