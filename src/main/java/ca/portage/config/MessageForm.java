package ca.portage.config;

import java.util.Objects;

/**
 * How a message is signed, encrypted and laid out. Algorithms are the words of the file; the
 * cryptographic room gives them their meaning.
 *
 * @param digest {@code sha1}, {@code sha256}, {@code sha384} or {@code sha512} (CIG F-14, C-06)
 * @param signature {@code pkcs1} or {@code pss}
 * @param cipher {@code 3des}, {@code cast5}, {@code aes-128-cbc}, {@code aes-192-cbc}, {@code
 *     aes-256-cbc}, {@code aes-128-gcm} or {@code aes-256-gcm} (CIG H-04)
 * @param keyTransport {@code pkcs1}, {@code oaep-sha1} or {@code oaep-sha256} (CIG H-05)
 * @param algorithmProtection whether the signed attribute of RFC 6211 is added
 * @param includeCertificates whether the signer's certificates travel with the signature (CIG H-06)
 * @param encoding how the signature part is written (CIG Q-10)
 * @param quotedBoundary whether the boundary parameter is quoted (CIG F-05)
 * @param partLengths whether each part carries a Content-Length (CIG F-02)
 * @param edifactType the media type of an EDIFACT interchange (CIG F-15)
 * @param cadexType the media type of a CADEX interchange (CIG F-15)
 */
public record MessageForm(
    String digest,
    String signature,
    String cipher,
    String keyTransport,
    boolean algorithmProtection,
    boolean includeCertificates,
    SignatureEncoding encoding,
    boolean quotedBoundary,
    boolean partLengths,
    String edifactType,
    String cadexType) {
  /** Refuses nothing but null. */
  public MessageForm {
    Objects.requireNonNull(digest);
    Objects.requireNonNull(signature);
    Objects.requireNonNull(cipher);
    Objects.requireNonNull(keyTransport);
    Objects.requireNonNull(encoding);
    Objects.requireNonNull(edifactType);
    Objects.requireNonNull(cadexType);
  }
}
