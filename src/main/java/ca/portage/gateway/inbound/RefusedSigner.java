package ca.portage.gateway.inbound;

import ca.portage.ediint.Disposition;
import ca.portage.ediint.Receipt;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Alerts;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.Notice;
import ca.portage.ledger.State;
import ca.portage.pki.Certificates;
import ca.portage.pki.Lifetime;
import ca.portage.pki.PkiException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recognises in {@code authentication-failed} that the gateway no longer accepts our signing
 * certificate: the profile was updated elsewhere, or the CA replaced or revoked it (pki §6.4). It
 * is told once for a certificate, and again only after a message was proved in between.
 */
final class RefusedSigner {
  private RefusedSigner() {}

  /** What is to be told beside the message's own alert; nothing if this is no such receipt. */
  static Optional<Notice> notice(Workbench bench, Receipt receipt, Message message) {
    String failed = Disposition.AUTHENTICATION_FAILED.token();
    if (receipt.disposition().filter(d -> d.failed() && d.token().equals(failed)).isEmpty()) {
      return Optional.empty();
    }
    return signer(bench, message)
        .filter(fingerprint -> !told(bench, fingerprint))
        .map(
            fingerprint ->
                Notice.of(bench.name(), message.id(), text(bench, fingerprint, message))
                    .about(Lifetime.refusal(fingerprint)));
  }

  /** The SHA-256 of the certificate the message was signed with, as its evidence keeps it. */
  private static Optional<String> signer(Workbench bench, Message message) {
    return new EvidenceReader(bench.ledger())
        .facts(message.id())
        .flatMap(facts -> facts.at(Evidence.Step.SEALED))
        .map(evidence -> evidence.report().all("signer"))
        .filter(chain -> !chain.isEmpty())
        .map(chain -> chain.get(0));
  }

  private static boolean told(Workbench bench, String fingerprint) {
    List<Alert> before =
        new Alerts(bench.ledger()).about(bench.name(), Lifetime.refusal(fingerprint));
    if (before.isEmpty()) {
      return false;
    }
    Instant last = before.get(before.size() - 1).at();
    Filter proved =
        new Filter(
            Optional.of(bench.name()),
            Optional.of(State.DONE),
            Optional.of(Direction.OUT),
            Optional.of(Kind.INTERCHANGE),
            1);
    return bench.ledger().messages(proved).stream().noneMatch(m -> m.updated().isAfter(last));
  }

  private static String text(Workbench bench, String fingerprint, Message message) {
    return "our signing certificate is no longer accepted: the gateway answered %s with authentication-failed. %s. Further messages will most likely be refused the same way: stop dropping files, then find out whether the profile was renewed on another machine (its keys must then come here: 'portage keys import'), whether the certificate was revoked, and which one the help desk holds"
        .formatted(message.id(), certificate(bench, fingerprint));
  }

  private static String certificate(Workbench bench, String fingerprint) {
    try {
      X509Certificate certificate =
          Certificates.readPem(bench.spool().certificates().file(fingerprint)).get(0);
      return "It is %s, serial number %s, good until %s"
          .formatted(
              certificate.getSubjectX500Principal().getName(),
              certificate.getSerialNumber().toString(16),
              Lifetime.of(Lifetime.Role.SIGNING_KEY, certificate).until());
    } catch (PkiException e) {
      return "It has the SHA-256 " + fingerprint + " (" + e.getMessage() + ")";
    }
  }
}
