package ca.portage.hostile;

import ca.portage.hostile.Said.Told;
import ca.portage.ledger.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a case.
 *
 * @param became of each of its answers
 * @param honest of the message after it
 * @param ours what became of the messages of ours it is about, in the order of its {@code sent}
 * @param returned every receipt we returned, by the id of the message it is about
 */
record Outcome(
    HostileCase played,
    List<Became> became,
    Became honest,
    List<Ours> ours,
    Map<String, List<Returned>> returned) {
  private static final Set<State> AS_IT_WAS =
      EnumSet.of(State.ACCEPTED, State.HELD, State.DUPLICATE_HELD, State.AMBIGUOUS);
  private static final String ULID = "\\b[0-9][0-9A-HJKMNP-TV-Z]{25}\\b";

  /** A message of ours: where it is, and the alerts about it. */
  record Ours(Optional<State> state, List<String> alerts) {}

  /** A receipt of ours, and the bytes it went in. */
  record Returned(String disposition, byte[] wire) {}

  /** Everything that is not as it must be; nothing if all is well. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Became each : became) {
      each.check(problems);
    }
    List<String> after = new ArrayList<>();
    honest.check(after);
    after.forEach(p -> problems.add("the honest message after it: " + p));
    for (int i = 0; i < ours.size(); i++) {
      check(played.sent().get(i), ours.get(i), problems);
    }
    return problems;
  }

  private void check(Sent sent, Ours is, List<String> problems) {
    if (sent.state().isPresent()) {
      if (!is.state().equals(sent.state())) {
        problems.add("our message is %s, not %s".formatted(is.state(), sent.state()));
      }
      problems.addAll(
          new Said("", sent.alerts()).problems("our message", new Told("", is.alerts())));
    }
    if (sent.disposition().isPresent()) {
      List<Returned> told = returned.getOrDefault(sent.name(), List.of());
      if (told.size() != sent.times()
          || !told.stream().allMatch(r -> r.disposition().equals(sent.disposition().get()))) {
        problems.add(
            "the sender is told %s, not %d times \"%s\""
                .formatted(words(told), sent.times(), sent.disposition().get()));
      }
      if (told.stream().map(r -> Bytes.text(r.wire())).distinct().count() > 1) {
        problems.add("the receipt that is sent again is another one");
      }
    }
  }

  /** Its row in the matrix. */
  String row() {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            played.fault(),
            plain(played.name(), 90),
            became.stream().map(Became::inWords).collect(Collectors.joining(", then ")),
            joined(became.stream().flatMap(Became::reasons), 160),
            joined(became.stream().flatMap(Became::alerts), 160),
            ourWords(),
            senderWords());
  }

  private String ourWords() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      Optional<State> must = played.sent().get(i).state();
      if (must.isPresent()) {
        String is = ours.get(i).state().map(State::name).orElse("unknown");
        String verb = AS_IT_WAS.contains(must.get()) ? "stays " : "becomes ";
        words.add(is.equals(must.get().name()) ? verb + is : "is " + is + ", not " + must.get());
        ours.get(i).alerts().forEach(words::add);
      }
    }
    return joined(words.stream(), 160);
  }

  private String senderWords() {
    Stream<String> ids =
        Stream.concat(
            became.stream().flatMap(b -> b.parts().stream()).flatMap(p -> p.messageId().stream()),
            played.sent().stream().filter(s -> s.disposition().isPresent()).map(Sent::name));
    return joined(
        ids.distinct().filter(returned::containsKey).map(id -> words(returned.get(id))), 100);
  }

  private static String words(List<Returned> told) {
    String said =
        told.stream()
            .map(r -> r.disposition().replaceFirst("^[^;]*; *", ""))
            .distinct()
            .collect(Collectors.joining(" and "));
    return told.size() > 1 ? told.size() + " × " + said : said;
  }

  private static String joined(Stream<String> texts, int most) {
    return plain(
        texts.map(t -> t.replaceAll(ULID, "…")).distinct().collect(Collectors.joining(" / ")),
        most);
  }

  private static String plain(String text, int most) {
    String plain = text.replaceAll("[^ -~…×]", "?").replace("|", "\\|").strip();
    return plain.length() <= most ? plain : plain.substring(0, most) + "…";
  }
}
