package ca.portage.evidence;

import ca.portage.ledger.JournalAudit;
import java.util.List;

/**
 * What an examination came to.
 *
 * @param messages how many were examined
 * @param findings how many findings there are, those of the journal and the folder included
 * @param beside what is wrong beside the messages: with the journal, or with an exported folder
 * @param first number of the journal's first line
 * @param last number of its last line
 * @param link the hash that stands for all its lines; who keeps it elsewhere can compare later
 */
public record Outcome(
    long messages, long findings, List<String> beside, long first, long last, String link) {
  /** Copies the list. */
  public Outcome {
    beside = List.copyOf(beside);
  }

  static Outcome of(Examination examination, List<String> beside, JournalAudit journal) {
    return new Outcome(
        examination.examined(),
        examination.findingCount() + beside.size(),
        beside,
        journal.first(),
        journal.last(),
        journal.link());
  }
}
