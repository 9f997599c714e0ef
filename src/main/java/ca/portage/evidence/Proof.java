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
 * @param signer subject and SHA-256 of the certificate a received message was signed with
 * @param proved what holds, each a sentence without a full stop
 * @param notes what cannot be proved and is no sign of anything wrong
 * @param findings what is not as it was; empty if all is well
 * @param untrusted how many findings say only that today's authorities do not bear it out
 * @param unproved true if something about it is older than all evidence
 */
public record Proof(
    String id,
    Optional<Message> message,
    Optional<String> signer,
    List<String> proved,
    List<String> notes,
    List<String> findings,
    int untrusted,
    boolean unproved) {
  /** Copies the lists. */
  public Proof {
    proved = List.copyOf(proved);
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
  }

  /** A message of which nothing but a finding can be said. */
  static Proof broken(String id, String finding) {
    return new Proof(
        id, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(finding), 0, false);
  }

  /** The same message while a purge takes it away: that something is gone is no finding. */
  Proof purging() {
    List<String> more = new ArrayList<>(notes);
    more.add("a purge is taking it away, or was cut off; 'portage purge --apply' ends that");
    return new Proof(id, message, signer, proved, more, List.of(), 0, true);
  }

  /** The same with one more finding. */
  Proof and(String finding) {
    List<String> more = new ArrayList<>(findings);
    more.add(finding);
    return new Proof(id, message, signer, proved, notes, more, untrusted, unproved);
  }
}
