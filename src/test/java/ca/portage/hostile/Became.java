package ca.portage.hostile;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.hostile.Said.Told;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of one answer.
 *
 * @param raw where its bytes must have been kept
 * @param state as the ledger has it
 * @param told of the answer itself
 * @param parts what became of them, in their order
 */
record Became(Poll poll, Path raw, DownloadState state, Told told, List<Part> parts) {

  /**
   * What became of a part.
   *
   * @param id the ledger's
   * @param messageId its sender's, if it has one
   */
  record Part(String id, Optional<String> messageId, State state, Told told) {}

  void check(List<String> problems) throws IOException {
    Expected expected = poll.expected();
    if (expected.download() != state) {
      problems.add("the answer is %s, not %s".formatted(state, expected.download()));
    }
    problems.addAll(expected.said().problems("the answer", told));
    if (expected.parts().size() == parts.size()) {
      for (int i = 0; i < parts.size(); i++) {
        check(i, problems);
      }
    } else {
      problems.add("it has %d parts, not %d".formatted(parts.size(), expected.parts().size()));
    }
    if (poll.raw().isPresent()
        && poll.raw().get().length > 0
        && !(Files.exists(raw) && Arrays.equals(Files.readAllBytes(raw), poll.raw().get()))) {
      problems.add("the raw answer is not kept byte for byte");
    }
  }

  private void check(int index, List<String> problems) {
    Expected.Part must = poll.expected().parts().get(index);
    Part is = parts.get(index);
    String name = "part " + index;
    if (must.state() != is.state()) {
      problems.add("%s is %s, not %s".formatted(name, is.state(), must.state()));
    }
    problems.addAll(must.said().problems(name, is.told()));
  }

  /** The states, for the matrix. */
  String inWords() {
    List<State> states = parts.stream().map(Part::state).toList();
    String all =
        states.size() > 4
            ? states.stream()
                .collect(Collectors.groupingBy(s -> s, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(e -> e.getValue() + " × " + e.getKey())
                .collect(Collectors.joining(" "))
            : states.stream().map(State::name).collect(Collectors.joining(" "));
    return (state + " " + all).strip();
  }

  Stream<String> reasons() {
    return everybody().map(Told::reason).filter(r -> !r.isEmpty());
  }

  Stream<String> alerts() {
    return everybody().flatMap(t -> t.alerts().stream());
  }

  private Stream<Told> everybody() {
    return Stream.concat(Stream.of(told), parts.stream().map(Part::told));
  }
}
