package ca.portage.hostile;

import java.util.List;
import java.util.Optional;

/**
 * One scripted fault.
 *
 * @param fault its row in reliability.md §3
 * @param name what is wrong, in words
 * @param polls the answers in their order
 * @param canaries the words hidden in it
 * @param sent what must have become of messages of ours
 */
record HostileCase(
    String fault, String name, List<Poll> polls, List<String> canaries, List<Sent> sent) {

  HostileCase {
    polls = List.copyOf(polls);
    sent = List.copyOf(sent);
  }

  /**
   * One answer.
   *
   * @param script how it is given
   * @param raw the bytes that must be kept of it, unless there is nothing to keep
   */
  record Poll(Script script, Optional<byte[]> raw, Expected expected) {
    static Poll of(Reply reply, Expected expected) {
      return new Poll(reply, Optional.of(reply.sent()), expected);
    }

    /** An answer of which nothing is kept: it has no readable head, or no content. */
    static Poll lost(Script script, Expected expected) {
      return new Poll(script, Optional.empty(), expected);
    }
  }

  @Override
  public String toString() {
    return fault + " " + name;
  }
}
