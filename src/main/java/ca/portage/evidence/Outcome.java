package ca.portage.evidence;

import ca.portage.ledger.JournalAudit;
import java.util.List;

/**
 * What an examination came to.
 *
 * @param messages how many were examined
 * @param findings how many findings there are, those of the journal and the folder included
 * @param untrusted how many of them say only that today's authorities do not bear something out
 * @param unproved how many messages are in part older than all evidence
 * @param signers who signed the receipts: subject, SHA-256 of the certificate, number
 * @param excerpt how many of the journal's lines an export names by their hash only
 * @param beside what is wrong beside the messages: with the journal, or with an exported folder
 * @param first number of the journal's first line
 * @param last number of its last line
 * @param link the hash that stands for all its lines; who keeps it elsewhere can compare later
 */
public record Outcome(
    long messages,
    long findings,
    long untrusted,
    long unproved,
    List<String> signers,
    long excerpt,
    List<String> beside,
    long first,
    long last,
    String link) {
  /** Copies the lists. */
  public Outcome {
    signers = List.copyOf(signers);
    beside = List.copyOf(beside);
  }

  /** Of an export of which nothing was opened. */
  static Outcome unopened(List<String> beside) {
    return new Outcome(0, beside.size(), 0, 0, List.of(), 0, beside, 0, 0, "");
  }

  static Outcome of(Examination examination, List<String> beside, JournalAudit journal) {
    return new Outcome(
        examination.examined(),
        examination.findingCount() + beside.size(),
        examination.untrusted(),
        examination.unproved(),
        examination.signers(),
        journal.leftOut(),
        beside,
        journal.first(),
        journal.last(),
        journal.link());
  }
}
