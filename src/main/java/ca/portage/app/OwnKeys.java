package ca.portage.app;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.UsagePeriod;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own keys of one channel, as messages are signed and opened with them. */
final class OwnKeys {
  private static final Logger LOG = LoggerFactory.getLogger(OwnKeys.class);

  private final String channel;
  private final KeyRing ring;
  private final List<DecryptionKey> decryption;
  private final Clock clock;
  private final AtomicReference<X509Certificate> lastSigner = new AtomicReference<>();

  /**
   * The keys of a ring.
   *
   * @throws PkiException if one that signs is too short for the policy
   */
  OwnKeys(String channel, KeyRing ring, AlgorithmPolicy send, Clock clock) throws PkiException {
    for (KeyRing.Signer signer : ring.signers()) {
      KeyStrength.require("our signing key", signer.entry().certificate(), send);
    }
    this.channel = channel;
    this.ring = ring;
    this.decryption =
        ring.decryption().stream().map(e -> new DecryptionKey(e.key(), e.certificate())).toList();
    this.clock = clock;
  }

  /**
   * The key that signs now; asked with each message, so that a new one signs from its time on.
   *
   * @throws IllegalStateException if none can; a message waits for it
   */
  SigningKey signing() {
    try {
      KeyRing.Signer signer = ring.signer(clock.instant());
      tell(signer.entry());
      return new SigningKey(signer.entry().key(), signer.chain());
    } catch (PkiException e) {
      throw new IllegalStateException(
          e.getMessage() + "; nothing is sent until then, and nothing is lost", e);
    }
  }

  /** Why nothing can be signed now, and what becomes of it; for an alert. */
  Optional<String> idle() {
    return ring.idle(clock.instant())
        .map(
            why ->
                "nothing can be signed: "
                    + why
                    + ". What is to be sent waits and is safe, and so do requests for what the gateway"
                    + " holds, where they are signed; what is here already is opened and delivered, and"
                    + " its receipts wait");
  }

  /** Says once which key signs, and again when another one does. */
  private void tell(KeyRing.Entry entry) {
    X509Certificate before = lastSigner.getAndSet(entry.certificate());
    if (!entry.certificate().equals(before)) {
      LOG.info(
          "channel {}: messages are signed with key '{}'{}; its certificate is number {}, good until {}",
          channel,
          entry.alias(),
          before == null ? "" : " from now on",
          entry.certificate().getSerialNumber().toString(16),
          UsagePeriod.end(entry.certificate()));
    }
  }

  /** Whether a certificate is one that we sign with, now or at another time. */
  boolean isOurs(X509Certificate certificate) {
    return ring.signers().stream().anyMatch(s -> s.entry().certificate().equals(certificate));
  }

  List<DecryptionKey> decryption() {
    return decryption;
  }

  /** The ring they are of, for who opens it again. */
  KeyRing ring() {
    return ring;
  }
}
