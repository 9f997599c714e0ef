package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the status table of a profile: codes of the submit URL, codes of the collect URL, codes of
 * both, and one line for every other code. A URL's own line wins over the line for both.
 */
final class StatusReader {
  private static final Set<Outcome> BOTH =
      EnumSet.of(Outcome.TRANSIENT, Outcome.REJECTED, Outcome.AMBIGUOUS);
  private static final Set<Outcome> SUBMIT = with(Outcome.ACCEPTED);
  private static final Set<Outcome> COLLECT = with(Outcome.DOWNLOAD, Outcome.EMPTY);

  private StatusReader() {}

  static StatusTable read(Block block) {
    Map<Integer, Status> both = codes(block.optional("both"), BOTH);
    Map<Integer, Status> submit = new HashMap<>(both);
    submit.putAll(codes(block.required("submit"), SUBMIT));
    Map<Integer, Status> collect = new HashMap<>(both);
    collect.putAll(codes(block.required("collect"), COLLECT));
    Status other = status(0, block.required("other"), BOTH);
    block.finish();
    return block.whole(() -> new StatusTable(submit, collect, other));
  }

  private static Map<Integer, Status> codes(Block block, Set<Outcome> outcomes) {
    Map<Integer, Status> codes = new HashMap<>();
    for (String key : block.keys()) {
      if (!key.matches("[1-5][0-9][0-9]")) {
        block.error(key, "is not a status code from 100 to 599");
        continue;
      }
      int code = Integer.parseInt(key);
      codes.put(code, status(code, block.required(key), outcomes));
    }
    return codes;
  }

  private static Status status(int code, Block block, Set<Outcome> outcomes) {
    Outcome outcome = block.required("outcome", Form.word(List.copyOf(outcomes), Outcome.class));
    String meaning = block.required("meaning", Form.line());
    String action = block.required("action", Form.line());
    block.finish();
    return block.whole(() -> new Status(code, outcome, meaning, action));
  }

  private static Set<Outcome> with(Outcome... more) {
    Set<Outcome> outcomes = EnumSet.copyOf(BOTH);
    outcomes.addAll(List.of(more));
    return outcomes;
  }
}
