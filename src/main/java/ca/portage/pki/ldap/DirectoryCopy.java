package ca.portage.pki.ldap;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.PkiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * What a directory answered, kept so that an outage of it stops nothing. It proves nothing by
 * itself: each time it is used, certificates and lists are verified like new ones.
 *
 * @param fetched when the directory answered
 * @param entry whose certificates they are
 * @param certificates the gateway's encryption certificates
 * @param authorities certificates that may help to find a path
 * @param lists revocation lists
 */
public record DirectoryCopy(
    Instant fetched,
    DistinguishedName entry,
    List<X509Certificate> certificates,
    List<X509Certificate> authorities,
    List<X509CRL> lists) {
  /** A search for a path takes no more than twenty, and those of a message must fit too. */
  private static final int MAX_AUTHORITIES = 10;

  private static final String FETCHED = "fetched: ";
  private static final String ENTRY = "entry: ";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String LIST = "X509 CRL";

  /** Copies the lists. */
  public DirectoryCopy {
    Objects.requireNonNull(fetched);
    Objects.requireNonNull(entry);
    certificates = List.copyOf(certificates);
    authorities = List.copyOf(authorities);
    lists = List.copyOf(lists);
  }

  /**
   * These authorities, then former ones that are still valid: one that a slow directory did not get
   * to is not gone. None is trusted for being here.
   */
  public List<X509Certificate> authoritiesAfter(Optional<DirectoryCopy> former, Instant now) {
    return Stream.concat(
            authorities.stream(), former.stream().flatMap(c -> c.authorities().stream()))
        .filter(authority -> !now.isAfter(authority.getNotAfter().toInstant()))
        .distinct()
        .limit(MAX_AUTHORITIES)
        .toList();
  }

  /** As a file that openssl and people can read. */
  public byte[] toPem() {
    StringWriter text = new StringWriter();
    text.append("What the directory answered; Portage writes this file anew by itself.\n")
        .append(FETCHED + fetched + "\n")
        .append(ENTRY + entry + "\n");
    try (PemWriter pem = new PemWriter(text)) {
      for (X509Certificate certificate : certificates) {
        pem.writeObject(new PemObject(CERTIFICATE, certificate.getEncoded()));
      }
      for (X509Certificate authority : authorities) {
        pem.writeObject(new PemObject(CERTIFICATE, authority.getEncoded()));
      }
      for (X509CRL list : lists) {
        pem.writeObject(new PemObject(LIST, list.getEncoded()));
      }
    } catch (IOException | CertificateEncodingException | CRLException e) {
      throw new IllegalStateException("what was read cannot be written", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads such a file.
   *
   * @throws PkiException if it is damaged
   */
  public static DirectoryCopy parse(byte[] bytes) throws PkiException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Instant fetched = Instant.parse(line(text, FETCHED).orElseThrow());
      DistinguishedName entry = DistinguishedName.parse(line(text, ENTRY).orElseThrow());
      List<X509Certificate> certificates = new ArrayList<>();
      List<X509Certificate> authorities = new ArrayList<>();
      List<X509CRL> lists = new ArrayList<>();
      PemReader pem = new PemReader(new StringReader(text));
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemObject next = pem.readPemObject(); next != null; next = pem.readPemObject()) {
        ByteArrayInputStream der = new ByteArrayInputStream(next.getContent());
        if (next.getType().equals(LIST)) {
          lists.add((X509CRL) factory.generateCRL(der));
        } else {
          X509Certificate certificate = (X509Certificate) factory.generateCertificate(der);
          (certificate.getBasicConstraints() < 0 ? certificates : authorities).add(certificate);
        }
      }
      return new DirectoryCopy(fetched, entry, certificates, authorities, lists);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new PkiException("the copy of what the directory answered is damaged", e);
    }
  }

  private static Optional<String> line(String text, String start) {
    return text.lines()
        .limit(10)
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }
}
