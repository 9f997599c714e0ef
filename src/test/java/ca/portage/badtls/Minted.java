package ca.portage.badtls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate with its key, made to order: any fault that a certificate can have is one word.
 *
 * @param chain its certificate first, then its issuers'
 */
public record Minted(PrivateKey key, List<X509Certificate> chain) {
  private static final KeyPair SHARED = pair(2048);

  /** What to make; every method returns the same order. */
  public static final class Order {
    private final String subject;
    private KeyPair keys = SHARED;
    private String signature = "SHA256withRSA";
    private Duration from = Duration.ofHours(-1);
    private Duration to = Duration.ofDays(90);
    private boolean authority;
    private List<GeneralName> names = List.of();
    private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
    private int policies;

    private Order(String subject) {
      this.subject = subject;
    }

    public Order bits(int bits) {
      keys = pair(bits);
      return this;
    }

    public Order signature(String algorithm) {
      signature = algorithm;
      return this;
    }

    public Order valid(Duration begin, Duration end) {
      from = begin;
      to = end;
      return this;
    }

    public Order authority() {
      authority = true;
      return this;
    }

    public Order names(String... hosts) {
      names =
          Arrays.stream(hosts)
              .map(
                  host ->
                      new GeneralName(
                          host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName,
                          host))
              .toList();
      return this;
    }

    public Order purpose(KeyPurposeId only) {
      purpose = only;
      return this;
    }

    /** So many policies, and each mapped to each: a path multiplies its branches by that count. */
    public Order policies(int count) {
      policies = count;
      return this;
    }

    public Minted selfSigned() throws Exception {
      return new Minted(
          keys.getPrivate(), List.of(sign(new X500Principal(subject), keys.getPrivate())));
    }

    public Minted by(Minted issuer) throws Exception {
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(sign(issuer.certificate().getSubjectX500Principal(), issuer.key()));
      chain.addAll(issuer.chain());
      return new Minted(keys.getPrivate(), chain);
    }

    private X509Certificate sign(X500Principal issuer, PrivateKey signer) throws Exception {
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(now.plus(from)),
              Date.from(now.plus(to)),
              new X500Principal(subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      if (policies > 0) {
        PolicyInformation[] all = new PolicyInformation[policies];
        ASN1Encodable[] mappings = new ASN1Encodable[policies * policies];
        for (int i = 0; i < policies; i++) {
          all[i] = new PolicyInformation(policy(i));
          for (int j = 0; j < policies; j++) {
            mappings[i * policies + j] =
                new DERSequence(new ASN1Encodable[] {policy(i), policy(j)});
          }
        }
        builder.addExtension(Extension.certificatePolicies, false, new CertificatePolicies(all));
        builder.addExtension(Extension.policyMappings, false, new DERSequence(mappings));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(signer)));
    }

    private static ASN1ObjectIdentifier policy(int number) {
      return new ASN1ObjectIdentifier("1.3.6.1.4.1.99999." + (number + 1));
    }
  }

  public static Order order(String subject) {
    return new Order(subject);
  }

  /** A root of its own. */
  public static Minted root(String name) throws Exception {
    return order("cn=" + name)
        .valid(Duration.ofDays(-1), Duration.ofDays(3650))
        .authority()
        .selfSigned();
  }

  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The same key with only the first so many certificates. */
  public Minted sending(int certificates) {
    return new Minted(key, chain.subList(0, certificates));
  }

  private static KeyPair pair(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
