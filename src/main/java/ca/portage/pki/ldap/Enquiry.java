package ca.portage.pki.ldap;

import ca.portage.config.DistinguishedName;
import ca.portage.logging.Printable;
import ca.portage.pki.Certificates;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.CertificatePair;

/**
 * One look at all that concerns a gateway. It walks from the gateway's entry to the entries of the
 * authorities above it and to those where their revocation lists are.
 */
final class Enquiry {
  /** An answer may name more entries; a walk longer than this is not the authority's making. */
  private static final int MAX_READS = 30;

  private static final int MAX_AUTHORITIES = 10;

  private static final List<DirectoryAttribute> LISTS =
      List.of(
          DirectoryAttribute.CERTIFICATE_REVOCATION_LIST,
          DirectoryAttribute.AUTHORITY_REVOCATION_LIST);

  private final LdapSession session;
  private final Trust trust;
  private final Instant at;
  private final List<String> refused = new ArrayList<>();
  private boolean complete = true;
  private final Map<DistinguishedName, Map<DirectoryAttribute, List<byte[]>>> read =
      new HashMap<>();
  private final Set<X509Certificate> authorities = new LinkedHashSet<>();
  private final Set<X509CRL> lists = new LinkedHashSet<>();

  Enquiry(LdapSession session, Trust trust, Instant at) {
    this.session = session;
    this.trust = trust;
    this.at = at;
  }

  DirectoryAnswer about(DistinguishedName entry, Concerned concerned) throws DirectoryException {
    List<X509Certificate> mine = new ArrayList<>();
    for (byte[] der :
        session
            .entry(entry, DirectoryAttribute.USER_CERTIFICATE)
            .getOrDefault(DirectoryAttribute.USER_CERTIFICATE, List.of())) {
      certificate(der).filter(c -> named(c, entry)).ifPresent(mine::add);
    }
    Set<X509Certificate> encryption = new LinkedHashSet<>(mine);
    encryption.addAll(concerned.recipients());
    Set<X509Certificate> all = new LinkedHashSet<>(encryption);
    all.addAll(concerned.signers());
    all.forEach(this::climb);
    Trust helped = trust.with(List.of(), authorities);
    List<X509Certificate> good = new ArrayList<>();
    for (X509Certificate certificate : all) {
      try {
        List<X509Certificate> path =
            encryption.contains(certificate)
                ? helped.encryptionPath(certificate, at)
                : helped.path(certificate, List.of(), at);
        collect(path);
        if (mine.contains(certificate)) {
          good.add(certificate);
        }
      } catch (UntrustedException e) {
        refuse("its certificate was not taken: " + e.getMessage());
      }
    }
    concerned.paths().forEach(this::collect);
    if (good.isEmpty() && concerned.recipients().isEmpty()) {
      refuse("the entry " + entry + " holds no encryption certificate that can be used");
    }
    return new DirectoryAnswer(
        new DirectoryCopy(at, entry, good, List.copyOf(authorities), List.copyOf(lists)),
        refused,
        complete);
  }

  /**
   * A directory that gives somebody else's certificate under the gateway's name is not followed.
   */
  private boolean named(X509Certificate certificate, DistinguishedName entry) {
    boolean same =
        DistinguishedName.of(certificate.getSubjectX500Principal())
            .filter(entry::equals)
            .isPresent();
    if (!same) {
      refuse(
          "the entry %s holds a certificate of another name, %s, which was not taken"
              .formatted(entry, certificate.getSubjectX500Principal()));
    }
    return same;
  }

  /** Gathers the authorities above a certificate until a trusted one is reached. */
  private void climb(X509Certificate certificate) {
    X509Certificate below = certificate;
    while (!trusted(below) && authorities.size() < MAX_AUTHORITIES) {
      X509Certificate from = below;
      Optional<X509Certificate> above =
          DistinguishedName.of(below.getIssuerX500Principal()).flatMap(n -> issuer(n, from));
      if (above.isEmpty() || !authorities.add(above.get())) {
        return;
      }
      below = above.get();
    }
  }

  private boolean trusted(X509Certificate certificate) {
    return trust.anchors().stream()
        .anyMatch(a -> a.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
  }

  private Optional<X509Certificate> issuer(DistinguishedName name, X509Certificate of) {
    Map<DirectoryAttribute, List<byte[]>> values = values(name);
    List<X509Certificate> found = new ArrayList<>();
    values
        .getOrDefault(DirectoryAttribute.CA_CERTIFICATE, List.of())
        .forEach(der -> certificate(der).ifPresent(found::add));
    values
        .getOrDefault(DirectoryAttribute.CROSS_CERTIFICATE_PAIR, List.of())
        .forEach(der -> cross(der).ifPresent(found::add));
    return found.stream()
        .filter(c -> c.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
        .filter(c -> c.getBasicConstraints() >= 0)
        .findFirst();
  }

  /** The half of the pair that another authority issued to this one (RFC 4523 §2.3). */
  private Optional<X509Certificate> cross(byte[] der) {
    try {
      var forward = CertificatePair.getInstance(der).getForward();
      return forward == null ? Optional.empty() : certificate(forward.getEncoded());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      refuse("a pair of cross certificates cannot be read and was not taken");
      return Optional.empty();
    }
  }

  private void collect(List<X509Certificate> path) {
    for (int i = 0; i + 1 < path.size(); i++) {
      collect(path.get(i), path.get(i + 1));
    }
  }

  /** Gathers the lists that can tell of a certificate. */
  private void collect(X509Certificate certificate, X509Certificate issuer) {
    boolean found = false;
    for (DistinguishedName place : Certificates.revocationEntries(certificate)) {
      found |= take(place, issuer);
    }
    if (!found) {
      DistinguishedName.of(certificate.getIssuerX500Principal()).ifPresent(p -> take(p, issuer));
    }
  }

  private boolean take(DistinguishedName place, X509Certificate issuer) {
    Map<DirectoryAttribute, List<byte[]>> values = values(place);
    boolean found = false;
    for (DirectoryAttribute kind : LISTS) {
      for (byte[] der : values.getOrDefault(kind, List.of())) {
        Optional<X509CRL> list = list(der);
        if (list.isPresent() && trust.made(list.get(), issuer)) {
          lists.add(list.get());
          found = true;
        } else if (list.isPresent()) {
          refuse(
              "the revocation list at %s is not signed by %s and was not taken"
                  .formatted(place, issuer.getSubjectX500Principal()));
        }
      }
    }
    return found;
  }

  /** The values of an authority's entry or of a distribution point, each read once. */
  private Map<DirectoryAttribute, List<byte[]>> values(DistinguishedName name) {
    if (!read.containsKey(name) && read.size() < MAX_READS) {
      try {
        read.put(
            name,
            session.entry(
                name,
                DirectoryAttribute.CA_CERTIFICATE,
                DirectoryAttribute.CROSS_CERTIFICATE_PAIR,
                DirectoryAttribute.CERTIFICATE_REVOCATION_LIST,
                DirectoryAttribute.AUTHORITY_REVOCATION_LIST));
      } catch (DirectoryException e) {
        read.put(name, Map.of());
        complete &= e.noEntry();
        refuse(e.getMessage());
      }
    }
    return read.getOrDefault(name, Map.of());
  }

  private Optional<X509Certificate> certificate(byte[] der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException | RuntimeException | StackOverflowError e) {
      refuse("a value that should be a certificate cannot be read and was not taken");
      return Optional.empty();
    }
  }

  private Optional<X509CRL> list(byte[] der) {
    try {
      return Optional.of(
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
    } catch (CertificateException | CRLException | RuntimeException | StackOverflowError e) {
      refuse("a value that should be a revocation list cannot be read and was not taken");
      return Optional.empty();
    }
  }

  private void refuse(String text) {
    String line = Printable.text(text);
    if (!refused.contains(line)) {
      refused.add(line);
    }
  }
}
