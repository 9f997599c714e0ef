package ca.portage.hostile;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of a case.
 *
 * @param became of each of its answers
 * @param honest of the message after it
 * @param dispositions of every receipt we returned, by the id of the message it is about
 */
record Outcome(
    HostileCase played, List<Became> became, Became honest, Map<String, String> dispositions) {

  /**
   * What became of one answer.
   *
   * @param raw where its bytes must have been kept
   * @param state as the ledger has it; {@code says} is all that an admin is told
   */
  record Became(Poll poll, Path raw, Expected state) {

    void check(List<String> problems) throws IOException {
      Expected expected = poll.expected();
      if (expected.download() != state.download()) {
        problems.add("the answer is %s, not %s".formatted(state.download(), expected.download()));
      }
      if (!expected.parts().equals(state.parts())) {
        problems.add("its parts are %s, not %s".formatted(state.parts(), expected.parts()));
      }
      if (!Pattern.compile(expected.says(), Pattern.DOTALL).matcher(state.says()).find()) {
        problems.add("nobody is told \"" + expected.says() + '"');
      }
      if (poll.raw().isPresent()
          && poll.raw().get().length > 0
          && !(Files.exists(raw) && Arrays.equals(Files.readAllBytes(raw), poll.raw().get()))) {
        problems.add("the raw answer is not kept byte for byte");
      }
      if (!problems.isEmpty()) {
        problems.add("told: " + state.says());
      }
    }

    String inWords() {
      String parts =
          state.parts().size() > 4
              ? state.parts().size() + " × " + state.parts().get(0)
              : state.parts().stream().map(State::name).collect(Collectors.joining(" "));
      return (state.download() + " " + parts).strip();
    }
  }

  /** Everything that is not as it must be; nothing if all is well. */
  List<String> problems(Function<String, Optional<Message>> ours) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Became each : became) {
      each.check(problems);
    }
    List<String> after = new ArrayList<>();
    honest.check(after);
    after.forEach(p -> problems.add("the honest message after it: " + p));
    for (Sent sent : played.sent()) {
      Optional<State> is = ours.apply(sent.messageId()).map(Message::state);
      if (sent.state().isPresent() && !is.equals(sent.state())) {
        problems.add("our message is %s, not %s".formatted(is, sent.state()));
      }
      String told = dispositions.getOrDefault(sent.messageId(), "");
      if (sent.disposition().isPresent() && !told.equals(sent.disposition().get())) {
        problems.add("the sender is told \"%s\", not \"%s\"".formatted(told, sent.disposition()));
      }
    }
    return problems;
  }

  /** Its row in the matrix. */
  String row() {
    String verdict = became.stream().map(Became::inWords).collect(Collectors.joining(", then "));
    String says = became.get(became.size() - 1).state().says();
    return "| %s | %s | %s | %s |"
        .formatted(
            played.fault(),
            plain(played.name(), 90),
            verdict,
            plain(says.isEmpty() ? "delivered" : says, 140));
  }

  private static String plain(String text, int most) {
    String plain = text.replaceAll("[^ -~…]", "?").replace("|", "/").strip();
    return plain.length() <= most ? plain : plain.substring(0, most) + "…";
  }
}
