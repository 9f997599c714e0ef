package ca.portage.app.trust;

import ca.portage.config.Channel;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import ca.portage.pki.Gap;
import ca.portage.pki.Reread;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an admin what became of changed files and which revocation lists are missed. */
final class TrustLook {
  private static final Logger LOG = LoggerFactory.getLogger(TrustLook.class);
  private static final String FILES = "certificates and trust folder";
  private static final String LIST = "revocation list";

  private final Channel channel;
  private final Ledger ledger;
  private final Concerns concerns;
  private final Standing standing;

  TrustLook(Channel channel, Ledger ledger, Concerns concerns, Standing standing) {
    this.channel = channel;
    this.ledger = ledger;
    this.concerns = concerns;
    this.standing = standing;
  }

  /** Swaps if there is something new; what is wrong with it is an alert. */
  void files(Reread<GatewayFiles> files) {
    Reread.Look look = files.look();
    switch (look.kind()) {
      case SWAPPED -> {
        concerns.right(FILES);
        swapped(files.current());
      }
      case BACK -> concerns.right(FILES);
      case REFUSED ->
          concerns.wrong(
              FILES,
              "changed certificates were not taken, the former ones stay in use: " + look.reason());
      default -> LOG.trace("{}: no file of trust has changed", channel.name());
    }
  }

  private void swapped(GatewayFiles now) {
    String what =
        "%d authorities, %d revocation lists, %d certificates to encrypt to, %d signers"
            .formatted(
                now.trust().anchors().size(),
                now.trust().revocationLists().size(),
                now.encryption().size(),
                now.signing().size());
    LOG.info(
        "{}: its certificates and trust folder changed and are in use: {}", channel.name(), what);
    try {
      ledger.audit("portage", "reload trust", channel.name(), "in use", what);
    } catch (LedgerException e) {
      LOG.error("the change of trust could not be noted in the ledger: {}", e.getMessage());
    }
  }

  /** Says which certificates in use are not told of, and until when that is let pass. */
  void standing(
      Trust trust,
      List<X509Certificate> signers,
      List<X509Certificate> recipients,
      List<List<X509Certificate>> servers,
      Instant now) {
    Set<String> open = new HashSet<>();
    for (X509Certificate signer : signers) {
      gap(trust, signer, true, now).ifPresent(gap -> tell(gap, now, open));
    }
    for (X509Certificate recipient : recipients) {
      gap(trust, recipient, false, now).ifPresent(gap -> tell(gap, now, open));
    }
    for (List<X509Certificate> server : servers) {
      standing.gap(trust, server, now).ifPresent(gap -> tell(gap, now, open));
    }
    concerns.rightBut(LIST, open);
  }

  /** What cannot be told of a certificate in use; one that is refused anyway has no gap. */
  private Optional<Gap> gap(Trust trust, X509Certificate certificate, boolean signs, Instant now) {
    try {
      List<X509Certificate> path =
          signs ? trust.path(certificate, List.of(), now) : trust.encryptionPath(certificate, now);
      return standing.gap(trust, path, now);
    } catch (UntrustedException e) {
      LOG.trace("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private void tell(Gap gap, Instant now, Set<String> open) {
    Instant end = standing.ends(gap, now);
    boolean soft = end.equals(Instant.MAX);
    // Whoever chose soft and has no source of lists knows that there is none.
    if (!soft || gap.since().isPresent() || channel.directory().isPresent()) {
      String subject = LIST + " of " + gap.authority();
      open.add(subject);
      concerns.wrong(subject, gap.describe() + ". " + consequence(end, soft, now));
    }
  }

  private String consequence(Instant end, boolean soft, Instant now) {
    String action =
        channel.directory().isPresent()
            ? "See what is said of the directory, or put the authority's current list into the"
                + " trust folder (a file that ends in .crl)"
            : "Put the authority's current list into the trust folder (a file that ends in .crl)";
    if (soft) {
      return "Messages go on, as revocation.mode is soft. " + action;
    }
    return (now.isBefore(end)
            ? "Messages go on until " + end + "; then they are held, and a server hears nothing. "
            : "Since " + end + " what it signed is held, and nothing is sent or encrypted to it. ")
        + action;
  }
}
