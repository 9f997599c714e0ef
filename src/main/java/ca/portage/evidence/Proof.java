package ca.portage.evidence;

import ca.portage.ledger.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What could be proved of one message.
 *
 * @param message its row; empty if even that cannot be read
 * @param id its ledger id
 * @param proved what holds, each a sentence without a full stop
 * @param notes what cannot be proved and is no sign of anything wrong
 * @param findings what is not as it was; empty if all is well
 */
public record Proof(
    String id,
    Optional<Message> message,
    List<String> proved,
    List<String> notes,
    List<String> findings) {
  /** Copies the lists. */
  public Proof {
    proved = List.copyOf(proved);
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
  }

  /** A message of which nothing but a finding can be said. */
  static Proof broken(String id, String finding) {
    return new Proof(id, Optional.empty(), List.of(), List.of(), List.of(finding));
  }

  /** The same with one more finding. */
  Proof and(String finding) {
    List<String> more = new ArrayList<>(findings);
    more.add(finding);
    return new Proof(id, message, proved, notes, more);
  }
}
