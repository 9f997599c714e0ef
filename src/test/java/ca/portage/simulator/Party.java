package ca.portage.simulator;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A key and its certificate, made once for a test run. */
record Party(PrivateKey key, X509Certificate certificate) {
  private static final TestAuthority AUTHORITY =
      TestAuthority.create("Portage Simulator Test", Clock.systemUTC());

  static final Party TLS = issue(Purpose.TLS_SERVER, "localhost", Duration.ofDays(1));
  static final Party GATEWAY_SIGNING = issue(Purpose.SIGNING, "Gateway", Duration.ofDays(1));
  static final Party GATEWAY_ENCRYPTION = issue(Purpose.ENCRYPTION, "Gateway", Duration.ofDays(1));
  static final Party BROKER_SIGNING = issue(Purpose.SIGNING, "Broker", Duration.ofDays(1));
  static final Party BROKER_ENCRYPTION = issue(Purpose.ENCRYPTION, "Broker", Duration.ofDays(1));
  static final Party STRANGER = issue(Purpose.SIGNING, "Stranger", Duration.ofDays(1));

  SigningKey signing() {
    return new SigningKey(key, List.of(certificate));
  }

  DecryptionKey decryption() {
    return new DecryptionKey(key, certificate);
  }

  static X509Certificate authority() {
    return AUTHORITY.certificate();
  }

  /** A certificate that began a day ago and ends that long after now. */
  static Party issue(Purpose purpose, String name, Duration validFor) {
    Issued issued =
        AUTHORITY.issue(purpose, "cn=" + name, Duration.ofDays(-1), validFor, "localhost");
    return new Party(issued.key(), issued.certificate());
  }
}
