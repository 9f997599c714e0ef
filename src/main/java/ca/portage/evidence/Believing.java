package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.ledger.Report;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import ca.portage.spool.Addressed;
import ca.portage.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CRLException;
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
 * lists that were kept, and by nobody's word but that of the trusted authorities.
 */
final class Believing {
  private static final int CERTIFICATE_BYTES = 1 << 20;
  private static final int LIST_BYTES = 64 << 20;

  private final Spool kept;
  private final Trust trust;

  Believing(Spool kept, Trust trust) {
    this.kept = kept;
    this.trust = trust;
  }

  /** The certificates a report names, each the one that was kept. */
  List<X509Certificate> certificates(Report report, String fact, Trial trial) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String sha256 : report.all(fact)) {
      file(trial, "a certificate", kept.certificates(), sha256)
          .flatMap(content -> certificate(content, trial))
          .ifPresent(certificates::add);
    }
    return certificates;
  }

  private static Optional<Content> file(Trial trial, String what, Addressed files, String sha256) {
    try {
      Path file = files.file(sha256);
      return trial.same(what, file, Optional.of(sha256));
    } catch (IllegalArgumentException e) {
      trial.found(what + " is named by what is no SHA-256");
      return Optional.empty();
    }
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

  /** Judges a signer whose signature has verified, as of the time of receipt. */
  void judge(X509Certificate signer, List<X509Certificate> path, Report report, Trial trial) {
    Optional<Instant> checked = checked(report, trial);
    if (checked.isEmpty()) {
      return;
    }
    if (path.isEmpty() || !path.get(0).equals(signer)) {
      trial.found("it was not signed with the certificate that was checked at the time of receipt");
      return;
    }
    try {
      List<X509Certificate> valid =
          trust.with(lists(report, trial)).path(signer, path, checked.get());
      trial.proved(
          "signed by %s, valid at %s by a path to %s"
              .formatted(
                  signer.getSubjectX500Principal(),
                  checked.get(),
                  valid.get(valid.size() - 1).getSubjectX500Principal()));
    } catch (UntrustedException e) {
      trial.found("its signer is not to be trusted as of " + checked.get() + ": " + e.getMessage());
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

  private List<X509CRL> lists(Report report, Trial trial) {
    List<X509CRL> lists = new ArrayList<>();
    for (String sha256 : report.all("crls")) {
      file(trial, "a revocation list", kept.revocationLists(), sha256)
          .flatMap(content -> list(content, trial))
          .ifPresent(lists::add);
    }
    return lists;
  }

  private static Optional<X509CRL> list(Content content, Trial trial) {
    try {
      byte[] der = content.toBytes(LIST_BYTES);
      return Optional.of(
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
    } catch (IOException | CertificateException | CRLException e) {
      trial.found("a revocation list cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
