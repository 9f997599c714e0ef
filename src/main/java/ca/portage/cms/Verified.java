package ca.portage.cms;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A signature that verifies with exactly one signer. Whether the signer is trusted is decided
 * elsewhere.
 *
 * @param signer the certificate whose key made the signature
 * @param included every X.509 certificate the message brought, in its order
 * @param digest the signer's digest algorithm
 * @param scheme how the key signed: {@code pkcs1}, {@code pss} or {@code ecdsa}
 * @param contentDigest the digest of the signed content
 */
public record Verified(
    X509Certificate signer,
    List<X509Certificate> included,
    Digest digest,
    String scheme,
    byte[] contentDigest) {

  public Verified {
    included = List.copyOf(included);
    contentDigest = contentDigest.clone();
  }

  @Override
  public byte[] contentDigest() {
    return contentDigest.clone();
  }
}
