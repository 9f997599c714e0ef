package ca.portage.cms;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Digest algorithm identifiers. The parameters are absent in signatures (RFC 5754 §2). */
final class DigestIds {
  private DigestIds() {}

  static AlgorithmIdentifier of(Digest digest) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid()));
  }

  /** The form inside PSS and OAEP parameters, where NULL is required (RFC 4055 §2.1). */
  static AlgorithmIdentifier withNull(Digest digest) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest.oid()), DERNull.INSTANCE);
  }

  static Optional<Digest> read(AlgorithmIdentifier id) {
    String oid = id.getAlgorithm().getId();
    return Arrays.stream(Digest.values()).filter(d -> d.oid().equals(oid)).findFirst();
  }
}
