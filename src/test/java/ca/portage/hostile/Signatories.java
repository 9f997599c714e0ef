package ca.portage.hostile;

import ca.portage.app.Unattended;
import ca.portage.cms.CryptoProviders;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/**
 * Everybody who could have signed a receipt. The channel names the gateway and three more that it
 * must not believe for another reason: expired, not yet valid, revoked.
 *
 * @param gateway pinned and valid
 * @param expired pinned, ended yesterday
 * @param early pinned, begins tomorrow
 * @param revoked pinned, revoked yesterday
 * @param sibling of the same authority, valid, not pinned
 * @param stranger of an authority nobody trusts
 * @param namesake the stranger's authority's, under the gateway's name
 * @param ours the client's own signing key
 * @param client whom everything is encrypted for
 */
public record Signatories(
    Signatory gateway,
    Signatory expired,
    Signatory early,
    Signatory revoked,
    Signatory sibling,
    Signatory stranger,
    Signatory namesake,
    Signatory ours,
    X509Certificate client) {
  private static final String GATEWAY = "cn=Second Simulated Gateway,ou=TEST,o=Portage,c=CA";
  private static final TestAuthority TRUSTED = authority("Second Simulator CA");
  private static final TestAuthority UNKNOWN = authority("Somebody's CA");
  private static final Map<String, Signatory> ISSUED =
      Map.of(
          "gateway", issue(TRUSTED, GATEWAY, -1, 100),
          "expired", issue(TRUSTED, "cn=Gateway of Yesterday,o=Portage,c=CA", -100, -1),
          "early", issue(TRUSTED, "cn=Gateway of Tomorrow,o=Portage,c=CA", 1, 100),
          "revoked", issue(TRUSTED, "cn=Gateway Revoked,o=Portage,c=CA", -100, 100),
          "sibling", issue(TRUSTED, "cn=Another Participant,o=Portage,c=CA", -1, 100),
          "stranger", issue(UNKNOWN, "cn=Stranger,o=Nobody,c=CA", -1, 100),
          "namesake", issue(UNKNOWN, GATEWAY, -1, 100));

  private static TestAuthority authority(String name) {
    return TestAuthority.create(
        name, Clock.systemUTC(), CryptoProviders.forService("KeyPairGenerator", "RSA"));
  }

  private static Signatory issue(TestAuthority by, String name, int fromDays, int toDays) {
    Issued issued =
        by.issue(Purpose.SIGNING, name, Duration.ofDays(fromDays), Duration.ofDays(toDays));
    return new Signatory(issued.key(), issued.certificate());
  }

  /** Has the channel of a home, that is not running yet, know those it should know. */
  public static Signatories install(Path home) throws Exception {
    Path keys = home.resolve("config/keys");
    StringWriter pinned = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(pinned)) {
      for (String each : new String[] {"gateway", "expired", "early", "revoked"}) {
        pem.writeObject(ISSUED.get(each).certificate());
      }
    }
    Files.writeString(
        keys.resolve("gateway-signing.pem"), pinned.toString(), StandardOpenOption.APPEND);
    TestAuthority.writePem(keys.resolve("trust/second-ca.pem"), TRUSTED.certificate());
    Files.write(
        keys.resolve("trust/second-ca.crl"),
        TRUSTED.revocationList(
            Instant.now().minus(Duration.ofDays(1)), ISSUED.get("revoked").certificate()));
    return new Signatories(
        ISSUED.get("gateway"),
        ISSUED.get("expired"),
        ISSUED.get("early"),
        ISSUED.get("revoked"),
        ISSUED.get("sibling"),
        ISSUED.get("stranger"),
        ISSUED.get("namesake"),
        ours(home),
        Certificates.readPem(home.resolve("simulator/client-encryption.pem")).get(0));
  }

  private static Signatory ours(Path home) throws Exception {
    KeyRing ring = Unattended.keys(home);
    return new Signatory(ring.signingKey(), ring.signingChain().get(0));
  }

  /** The certificate of the authority that issued the gateway's. */
  public static X509Certificate authority() {
    return TRUSTED.certificate();
  }
}
