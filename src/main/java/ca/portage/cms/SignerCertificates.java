package ca.portage.cms;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.cms.SignerIdentifier;

/** Finds the certificates that a SignerInfo can mean. */
final class SignerCertificates {
  private SignerCertificates() {}

  /** The certificates a message brought; one that this Java cannot read identifies nobody. */
  static List<X509Certificate> included(List<byte[]> encoded) {
    List<X509Certificate> all = new ArrayList<>();
    for (byte[] bytes : encoded) {
      try {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
      } catch (CertificateException | RuntimeException e) {
        continue;
      }
    }
    return all;
  }

  /** Those of the included and the known certificates that the identifier names. */
  static List<X509Certificate> matching(
      SignerIdentifier id, List<X509Certificate> included, List<X509Certificate> known)
      throws CmsException {
    CertificateName name;
    try {
      name = CertificateName.of(id);
    } catch (MalformedBerException e) {
      throw new CmsException(
          CmsException.Reason.MALFORMED, "The signature does not say whose it is.");
    }
    List<X509Certificate> matching =
        Stream.concat(included.stream(), known.stream()).filter(name::names).distinct().toList();
    if (matching.isEmpty()) {
      throw new CmsException(
          CmsException.Reason.SIGNER_UNTRUSTED,
          "The signer's certificate ("
              + name
              + ") is neither in the message nor configured. Get it from the sender and add it"
              + " to the channel.");
    }
    return matching;
  }
}
