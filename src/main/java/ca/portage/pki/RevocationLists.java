package ca.portage.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads revocation lists, one as DER or one or several as PEM, and keeps them apart. */
public final class RevocationLists {
  private static final byte DER_SEQUENCE = 0x30;

  /** Certificates come and go, and so do the parts of a list that is split. */
  private static final int MAX_KEPT = 50;

  private RevocationLists() {}

  static List<X509CRL> parse(byte[] bytes) throws IOException, CertificateException, CRLException {
    if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
      return List.of(one(bytes));
    }
    List<X509CRL> lists = new ArrayList<>();
    PemReader pem = new PemReader(new StringReader(new String(bytes, StandardCharsets.ISO_8859_1)));
    for (PemObject next = pem.readPemObject(); next != null; next = pem.readPemObject()) {
      lists.add(one(next.getContent()));
    }
    if (lists.isEmpty()) {
      throw new CRLException("no list in the file");
    }
    return lists;
  }

  /**
   * The lists to go on with: of each list its newest edition. Whoever answers on an open port may
   * answer with an old one, which must not take the place of what is known.
   *
   * @param before what was known
   * @param now what came, verified
   */
  public static List<X509CRL> newest(Collection<X509CRL> before, Collection<X509CRL> now) {
    List<RevocationList> kept = new ArrayList<>();
    Stream.concat(before.stream(), now.stream())
        .map(RevocationList::new)
        .sorted(Comparator.comparing(RevocationList::made).reversed())
        .filter(list -> kept.stream().noneMatch(list::replaces))
        .limit(MAX_KEPT)
        .forEach(kept::add);
    return kept.stream().map(RevocationList::crl).toList();
  }

  static X509CRL one(byte[] der) throws CertificateException, CRLException {
    return (X509CRL)
        CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
  }
}
