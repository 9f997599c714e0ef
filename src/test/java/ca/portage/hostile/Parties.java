package ca.portage.hostile;

import ca.portage.cms.CryptoProviders;
import ca.portage.config.PasswordSource;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Everybody who holds a key: the gateway and the broker of a simulated home, and those who would
 * like to be taken for the gateway.
 *
 * @param sibling valid, of a trusted authority, and not the gateway
 * @param expired pinned once as the gateway's, ended yesterday
 * @param future pinned as the gateway's, valid from tomorrow
 * @param revoked pinned as the gateway's, taken back by its authority yesterday
 * @param weak pinned as the gateway's, with a key of 1024 bits
 * @param stranger of an authority that nobody trusts
 */
record Parties(
    Signer gateway,
    PrivateKey gatewayDecryption,
    X509Certificate gatewayEncryption,
    PrivateKey brokerDecryption,
    X509Certificate broker,
    Signer brokerSigning,
    Signer sibling,
    Signer expired,
    Signer future,
    Signer revoked,
    Signer weak,
    Signer stranger,
    SSLContext tls) {

  /** How a line of our own log begins, at a time when no line was written. */
  static final String FORGED = "2026-01-01T00:00:00.000Z INFO";

  private static final Duration DAY = Duration.ofDays(1);

  /** Who signs. */
  record Signer(PrivateKey key, X509Certificate certificate) {
    static Signer of(Issued issued) {
      return new Signer(issued.key(), issued.certificate());
    }
  }

  /**
   * Reads the keys of a simulated home, and makes a second authority trusted there, with pinned
   * certificates of its own.
   *
   * @param lure an address that nobody may be led to by a name in a certificate
   */
  static Parties of(Path home, String lure) throws Exception {
    KeyRing gateway = ring(home, "simulator/gateway", "signing", "encryption");
    KeyRing tls = ring(home, "simulator/gateway", "tls");
    KeyRing broker = ring(home, "config/keys/broker", "signing", "encryption");
    TestAuthority second = authority("Second Authority of the Test");
    Path keys = home.resolve("config/keys");
    TestAuthority.writePem(keys.resolve("trust/second.pem"), second.certificate());
    Issued expired =
        second.issue(Purpose.SIGNING, "cn=Ended Gateway", DAY.multipliedBy(-9), DAY.negated());
    Issued future = second.issue(Purpose.SIGNING, "cn=Gateway To Be", DAY, DAY.multipliedBy(9));
    Issued weak = second.withKeyBits(1024).issue(Purpose.SIGNING, "cn=Weak Gateway");
    Issued revoked =
        second.issue(
            Purpose.SIGNING, "cn=Revoked Gateway", DAY.multipliedBy(-9), DAY.multipliedBy(9));
    Files.write(
        keys.resolve("trust/second.crl"),
        second.revocationList(Instant.now().minus(DAY), revoked.certificate()));
    for (Issued pinned : List.of(expired, future, revoked, weak)) {
      pin(keys.resolve("gateway-signing.pem"), pinned.certificate());
    }
    return new Parties(
        new Signer(gateway.signingKey(), gateway.signingChain().get(0)),
        gateway.decryption().get(0).key(),
        gateway.decryption().get(0).certificate(),
        broker.decryption().get(0).key(),
        broker.decryption().get(0).certificate(),
        new Signer(broker.signingKey(), broker.signingChain().get(0)),
        Signer.of(
            second.issue(
                Purpose.SIGNING,
                "cn=Sibling\u001b[2J ${jndi:" + lure + "/y}\n" + FORGED + "  cig forged")),
        Signer.of(expired),
        Signer.of(future),
        Signer.of(revoked),
        Signer.of(weak),
        Signer.of(authority("Nobody's Authority").issue(Purpose.SIGNING, "cn=Stranger")),
        context(tls));
  }

  private static TestAuthority authority(String name) {
    return TestAuthority.create(
        name, Clock.systemUTC(), CryptoProviders.forService("KeyPairGenerator", "RSA"));
  }

  private static KeyRing ring(Path home, String stem, String signing, String... decryption)
      throws Exception {
    char[] password = new PasswordSource.FromFile(home.resolve(stem + ".pass")).read(Map.of());
    try {
      return KeyRing.open(
          home.resolve(stem + ".p12"), signing, List.of(decryption), password, Clock.systemUTC());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static void pin(Path file, X509Certificate certificate) throws Exception {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(file, pem, StandardOpenOption.APPEND);
    if (!Certificates.readPem(file).contains(certificate)) {
      throw new IllegalStateException("the pin was not written to " + file);
    }
  }

  private static SSLContext context(KeyRing tls) throws Exception {
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, none);
    store.setKeyEntry(
        "server", tls.signingKey(), none, tls.signingChain().toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
