package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.ledger.Report;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import ca.portage.spool.Addressed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a signer was rightly believed at the time of receipt: by the certificates and revocation
 * lists that were kept, and by nobody's word but that of the trusted authorities. What the trusted
 * folder says of revocation today is a note, because nobody knew it then.
 */
final class Believing {
  private static final int CERTIFICATE_BYTES = 1 << 20;

  private final Addressed certificates;
  private final KeptLists lists;
  private final Premises premises;
  private final String channel;

  Believing(Addressed certificates, KeptLists lists, Premises premises, String channel) {
    this.certificates = certificates;
    this.lists = lists;
    this.premises = premises;
    this.channel = channel;
  }

  /** The certificates a report names, each the one that was kept. */
  List<X509Certificate> certificates(Report report, String fact, Trial trial) {
    List<X509Certificate> found = new ArrayList<>();
    for (String sha256 : report.all(fact)) {
      trial
          .kept("a certificate", certificates, sha256)
          .flatMap(content -> certificate(content, trial))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<X509Certificate> certificate(Content content, Trial trial) {
    try {
      byte[] der = content.toBytes(CERTIFICATE_BYTES);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (IOException | CertificateException e) {
      trial.found("a certificate cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Judges a signer whose signature has verified, as of the time of receipt.
   *
   * @param receipt true if only the gateway may have signed it, and never we
   */
  void judge(
      X509Certificate signer,
      List<X509Certificate> path,
      Report report,
      boolean receipt,
      Trial trial)
      throws IOException {
    Optional<Instant> checked = checked(report, trial);
    if (checked.isEmpty()) {
      return;
    }
    if (path.isEmpty() || !path.get(0).equals(signer)) {
      trial.found("it was not signed with the certificate that was checked at the time of receipt");
      return;
    }
    if (receipt && premises.ours(Signers.sha256(signer))) {
      trial.found(
          "it was signed by ourselves, with the certificate of "
              + signer.getSubjectX500Principal()
              + "; only the gateway can sign its receipts");
      return;
    }
    try {
      judge(signer, path, report, checked.get(), premises.of(channel), trial);
    } catch (Believable.UnknownException e) {
      trial.untrusted(e.getMessage());
    }
  }

  private void judge(
      X509Certificate signer,
      List<X509Certificate> path,
      Report report,
      Instant at,
      Believable believable,
      Trial trial) {
    if (!believable.expects(signer)) {
      trial.untrusted(
          "its signer "
              + signer.getSubjectX500Principal()
              + " has none of the gateway's certificates and names that are named; name former ones with"
              + " --gateway FILE");
      return;
    }
    path(signer, path, at, believable, lists(report, trial), trial)
        .ifPresent(
            valid ->
                trial.proved(
                    "signed by %s, valid at %s by a path to %s"
                        .formatted(
                            signer.getSubjectX500Principal(),
                            at,
                            valid.get(valid.size() - 1).getSubjectX500Principal())));
  }

  /** A path to an authority of any of the folders, by what was kept; the kept lists decide. */
  private static Optional<List<X509Certificate>> path(
      X509Certificate signer,
      List<X509Certificate> path,
      Instant at,
      Believable believable,
      List<X509CRL> lists,
      Trial trial) {
    String why = "nobody is trusted";
    boolean revoked = false;
    for (Trust trust : believable.trusts()) {
      try {
        Trust then = Trust.of(trust.anchors().toArray(X509Certificate[]::new)).with(lists);
        List<X509Certificate> found = then.path(signer, path, at);
        today(trust, signer, path, at, trial);
        return Optional.of(found);
      } catch (UntrustedException e) {
        why = e.getMessage();
        revoked |= e.reason() == UntrustedException.Reason.REVOKED;
      }
    }
    if (revoked) {
      trial.found("its signer was not to be trusted as of " + at + ": " + why);
    } else {
      trial.untrusted(
          "its signer is not trusted as of %s by the authorities that are named now: %s. If an authority was renewed, name the folder of the former with --trust too"
              .formatted(at, why));
    }
    return Optional.empty();
  }

  private static void today(
      Trust trust, X509Certificate signer, List<X509Certificate> path, Instant at, Trial trial) {
    try {
      trust.check(signer, path, at);
    } catch (UntrustedException e) {
      trial.note("a revocation list that was not there at the time of receipt: " + e.getMessage());
    }
  }

  private static Optional<Instant> checked(Report report, Trial trial) {
    try {
      return Optional.of(Instant.parse(report.one("checked").orElse("")));
    } catch (DateTimeException e) {
      trial.found("nothing tells when its signer was checked");
      return Optional.empty();
    }
  }

  /** The lists a report names, each as it was kept. */
  List<X509CRL> lists(Report report, Trial trial) {
    List<X509CRL> found = new ArrayList<>();
    report.all("crls").forEach(sha256 -> lists.list(sha256, trial).ifPresent(found::add));
    return found;
  }
}
