package ca.portage.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A throw-away certification authority that issues what the demo, the simulator and tests need. Its
 * key lives in memory only; nothing it issues is fit for production.
 */
public final class TestAuthority {
  /** What an issued certificate is for; decides its key usage and extended key usage. */
  public enum Purpose {
    SIGNING(
        KeyUsage.digitalSignature | KeyUsage.nonRepudiation, KeyPurposeId.id_kp_emailProtection),
    ENCRYPTION(KeyUsage.keyEncipherment, KeyPurposeId.id_kp_emailProtection),
    TLS_SERVER(KeyUsage.digitalSignature | KeyUsage.keyEncipherment, KeyPurposeId.id_kp_serverAuth);

    private final int keyUsage;
    private final KeyPurposeId extended;

    Purpose(int keyUsage, KeyPurposeId extended) {
      this.keyUsage = keyUsage;
      this.extended = extended;
    }
  }

  /**
   * An issued key.
   *
   * @param key RSA
   * @param certificate belongs to the key
   * @param issuers the issuer's certificate, then its issuer's, up to the root
   */
  public record Issued(PrivateKey key, X509Certificate certificate, List<X509Certificate> issuers) {
    /** Copies the issuers. */
    public Issued {
      issuers = List.copyOf(issuers);
    }

    /** The certificate and those of its issuers. */
    public List<X509Certificate> chain() {
      List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
      chain.addAll(issuers);
      return List.copyOf(chain);
    }
  }

  private static final Duration LIFE_OF_AUTHORITY = Duration.ofDays(3650);
  private static final Duration LIFE = Duration.ofDays(365);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Issued self;
  private final Clock clock;
  private final Optional<Provider> provider;
  private final int keyBits;
  private final Optional<Duration> keyLife;

  private TestAuthority(Issued self, Clock clock, Optional<Provider> provider, int keyBits) {
    this(self, clock, provider, keyBits, Optional.empty());
  }

  private TestAuthority(
      Issued self,
      Clock clock,
      Optional<Provider> provider,
      int keyBits,
      Optional<Duration> keyLife) {
    this.self = self;
    this.clock = clock;
    this.provider = provider;
    this.keyBits = keyBits;
    this.keyLife = keyLife;
  }

  /**
   * The same authority, but its certificates say that their keys may be used only until {@code
   * keyLife} after the clock's time (2.5.29.16), as Entrust's do.
   */
  public TestAuthority withKeyLife(Duration keyLife) {
    return new TestAuthority(self, clock, provider, keyBits, Optional.of(keyLife));
  }

  /** A root of its own, valid from ten years before the clock's time to ten years after it. */
  public static TestAuthority create(String commonName, Clock clock) {
    return create(commonName, clock, Optional.empty());
  }

  /** The same, with keys from a provider that finds them faster than the JDK's own. */
  public static TestAuthority create(String commonName, Clock clock, Optional<Provider> provider) {
    KeyPair pair = keyPair(2048, provider);
    X500Principal name = nameOf(commonName);
    X509Certificate root =
        new CertificateForm(name, pair.getPublic(), serial())
            .valid(
                clock.instant().minus(LIFE_OF_AUTHORITY), clock.instant().plus(LIFE_OF_AUTHORITY))
            .authority()
            .signedBy(name, pair.getPublic(), pair.getPrivate());
    return new TestAuthority(new Issued(pair.getPrivate(), root, List.of()), clock, provider, 2048);
  }

  /** An authority below this one. */
  public TestAuthority subordinate(String commonName) {
    KeyPair pair = keyPair(keyBits, provider);
    X509Certificate certificate =
        sign(
            new CertificateForm(nameOf(commonName), pair.getPublic(), serial())
                .valid(
                    clock.instant().minus(LIFE_OF_AUTHORITY),
                    clock.instant().plus(LIFE_OF_AUTHORITY))
                .authority());
    return new TestAuthority(
        new Issued(pair.getPrivate(), certificate, self.chain()), clock, provider, keyBits);
  }

  /** The same authority, but the keys it issues have {@code bits} bits instead of 2048. */
  public TestAuthority withKeyBits(int bits) {
    return new TestAuthority(self, clock, provider, bits);
  }

  /** Issues a certificate that is valid from an hour ago for a year. */
  public Issued issue(Purpose purpose, String subjectDn, String... dnsOrIp) {
    return issue(purpose, subjectDn, Duration.ofHours(-1), LIFE, dnsOrIp);
  }

  /**
   * Issues a certificate.
   *
   * @param subjectDn as RFC 4514 writes it, {@code cn=a+serialNumber=1,o=GC,c=CA}; a component may
   *     have several values
   * @param validFrom counted from the clock's time; negative lies in the past
   * @param validTo counted from the clock's time; negative makes an expired certificate
   * @param dnsOrIp subject alternative names
   */
  public Issued issue(
      Purpose purpose, String subjectDn, Duration validFrom, Duration validTo, String... dnsOrIp) {
    KeyPair pair = keyPair(keyBits, provider);
    CertificateForm form =
        new CertificateForm(new X500Principal(subjectDn), pair.getPublic(), serial())
            .valid(clock.instant().plus(validFrom), clock.instant().plus(validTo))
            .usage(purpose.keyUsage, purpose.extended)
            .names(dnsOrIp);
    keyLife.ifPresent(life -> form.keyUntil(clock.instant().plus(life)));
    X509Certificate certificate = sign(form);
    return new Issued(pair.getPrivate(), certificate, self.chain());
  }

  /** A revocation list in DER, from now for a week, that names the given certificates. */
  public byte[] revocationList(Instant revoked, X509Certificate... certificates) {
    try {
      var list =
          new JcaX509v2CRLBuilder(
              self.certificate().getSubjectX500Principal(), Date.from(clock.instant()));
      list.setNextUpdate(Date.from(clock.instant().plus(Duration.ofDays(7))));
      for (X509Certificate each : certificates) {
        list.addCRLEntry(each.getSerialNumber(), Date.from(revoked), CRLReason.keyCompromise);
      }
      return list.build(new JcaContentSignerBuilder("SHA256withRSA").build(self.key()))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("a test revocation list could not be signed", e);
    }
  }

  /** This authority's own certificate. */
  public X509Certificate certificate() {
    return self.certificate();
  }

  /** Writes certificates as PEM; the file must not exist. */
  public static void writePem(Path file, X509Certificate... certificates) throws PkiException {
    KeyFiles.writePem(file, certificates);
  }

  /**
   * Writes keys with their chains as PKCS#12, encrypted with AES-256 (PBES2), mode 0600; the file
   * must not exist.
   *
   * @param password plain ASCII
   * @param entries by alias
   */
  public static void writePkcs12(Path file, char[] password, Map<String, Issued> entries)
      throws PkiException {
    KeyFiles.writePkcs12(file, password, entries);
  }

  private X509Certificate sign(CertificateForm form) {
    X509Certificate issuer = self.certificate();
    return form.signedBy(issuer.getSubjectX500Principal(), issuer.getPublicKey(), self.key());
  }

  private static X500Principal nameOf(String commonName) {
    return new X500Principal("cn=\"" + commonName.replaceAll("([\"\\\\])", "\\\\$1") + "\"");
  }

  /** Twenty octets at most, positive, and not to be guessed (RFC 5280 §4.1.2.2). */
  private static BigInteger serial() {
    return new BigInteger(127, RANDOM).setBit(127);
  }

  private static KeyPair keyPair(int bits, Optional<Provider> provider) {
    try {
      KeyPairGenerator generator =
          provider.isPresent()
              ? KeyPairGenerator.getInstance("RSA", provider.get())
              : KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no RSA", e);
    }
  }
}
