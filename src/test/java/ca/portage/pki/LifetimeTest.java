package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.pki.Lifetime.Role;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** When keys, certificates and lists end. */
class LifetimeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void ourSigningKeyEndsWithItsUsagePeriodThoughItsCertificateGoesOn() throws Exception {
    X509Certificate certificate = withUsageUntil(NOW.plus(Duration.ofDays(100)));

    assertThat(Lifetime.of(Role.SIGNING_KEY, certificate).until())
        .isEqualTo(NOW.plus(Duration.ofDays(100)));
    assertThat(Lifetime.of(Role.GATEWAY_SIGNING, certificate).until())
        .isEqualTo(NOW.plus(Duration.ofDays(365)));
  }

  @Test
  void aUsagePeriodThatIsLongerThanTheCertificateProlongsNothing() throws Exception {
    X509Certificate certificate = withUsageUntil(NOW.plus(Duration.ofDays(9999)));

    assertThat(Lifetime.of(Role.SIGNING_KEY, certificate).until())
        .isEqualTo(NOW.plus(Duration.ofDays(365)));
  }

  @Test
  void aListEndsWhenTheNextOneIsDue() throws Exception {
    TestAuthority authority = TestAuthority.create("Root", CLOCK);
    X509CRL list =
        (X509CRL)
            CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(authority.revocationList(NOW)));

    Lifetime lifetime = Lifetime.of(list);

    assertThat(lifetime.name()).isEqualTo("CN=Root");
    assertThat(lifetime.from()).isEqualTo(NOW);
    assertThat(lifetime.until()).isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  @Test
  void aCertificateIsKnownByTheFingerprintTheSpoolKeepsItUnder() throws Exception {
    X509Certificate certificate = TestAuthority.create("Root", CLOCK).certificate();

    assertThat(Lifetime.of(Role.AUTHORITY, certificate))
        .satisfies(l -> assertThat(l.fingerprint()).hasSize(64).matches("[0-9a-f]+"))
        .satisfies(l -> assertThat(l.name()).isEqualTo("CN=Root"))
        .satisfies(
            l -> assertThat(l.serial()).isEqualTo(certificate.getSerialNumber().toString(16)));
  }

  private static X509Certificate withUsageUntil(Instant until) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    X500Principal name = new X500Principal("cn=Broker");
    ASN1EncodableVector period = new ASN1EncodableVector();
    period.add(new DERTaggedObject(false, 1, new ASN1GeneralizedTime(Date.from(until))));
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.TEN,
                    Date.from(NOW),
                    Date.from(NOW.plus(Duration.ofDays(365))),
                    name,
                    pair.getPublic())
                .addExtension(Extension.privateKeyUsagePeriod, false, new DERSequence(period))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
  }
}
