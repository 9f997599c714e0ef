package ca.portage.evidence;

import ca.portage.cms.InflationLimit;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a proof starts from: whom to believe, who we are, and from when on there is evidence. */
final class Premises {
  /** What comes into these was verified first. */
  private static final Set<State> BELIEVED =
      EnumSet.of(
          State.VERIFIED,
          State.DELIVERING,
          State.DELIVERED,
          State.CLOSED,
          State.DUPLICATE,
          State.CONFLICT);

  /** Of what was accepted at home, and of what a stranger hands in (reliability E13). */
  private static final InflationLimit ANY = new InflationLimit(Long.MAX_VALUE, Integer.MAX_VALUE);

  private static final InflationLimit OF_A_STRANGER = new InflationLimit(1L << 30, 100);

  private final Believable.Source source;
  private final Set<String> ours;
  private final Optional<Instant> evidenceSince;
  private final InflationLimit inflation;
  private final Map<String, Believable> read = new HashMap<>();
  private final Map<String, Believable.UnknownException> unknown = new HashMap<>();

  Premises(
      Believable.Source source,
      Set<String> ours,
      Optional<Instant> evidenceSince,
      InflationLimit inflation) {
    this.inflation = inflation;
    this.source = source;
    this.ours = Set.copyOf(ours);
    this.evidenceSince = evidenceSince;
  }

  /** In a home what is older than its evidence is excused, by what the journal says of that. */
  static Premises ofHome(Believable.Source source, JournalAudit journal) throws IOException {
    return new Premises(source, journal.signers(), journal.evidenceSince(), ANY);
  }

  /** In an export nothing is: it is there to prove. */
  static Premises ofExport(Believable.Source source, JournalAudit journal) throws IOException {
    return new Premises(source, journal.signers(), Optional.empty(), OF_A_STRANGER);
  }

  Believable of(String channel) throws Believable.UnknownException {
    if (unknown.containsKey(channel)) {
      throw unknown.get(channel);
    }
    Believable known = read.get(channel);
    if (known == null) {
      try {
        known = source.of(channel);
      } catch (Believable.UnknownException e) {
        unknown.put(channel, e);
        throw e;
      }
      read.put(channel, known);
    }
    return known;
  }

  /** How far a compressed message may be inflated. */
  InflationLimit inflation() {
    return inflation;
  }

  /** True for the SHA-256 of a certificate that messages of ours were signed with. */
  boolean ours(String sha256) {
    return ours.contains(sha256);
  }

  /** Says that nothing was kept, which is a finding unless nobody kept anything yet. */
  void lacking(Message message, boolean old, String what, Trial trial) {
    if (evidenceSince.filter(since -> old && message.created().isBefore(since)).isPresent()) {
      trial.unproved(what + ": that was before Portage kept evidence");
    } else {
      trial.found(what + ", and nothing was kept that proves it");
    }
  }

  /** True if it changed last before there was evidence. */
  boolean finishedBefore(Message message) {
    return evidenceSince.filter(since -> message.updated().isBefore(since)).isPresent();
  }

  static boolean believed(Message message) {
    return BELIEVED.contains(message.state());
  }
}
