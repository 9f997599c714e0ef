package ca.portage.cms;

/**
 * What a profile says of the messages Portage writes.
 *
 * @param digest of content, signed attributes and signature
 * @param scheme how an RSA key signs
 * @param cipher encrypts the content
 * @param keyTransport carries the content key to each recipient
 * @param algorithmProtection whether the CMSAlgorithmProtection attribute (RFC 6211) is signed too;
 *     some old stacks refuse it
 * @param includeCertificates whether the signer's certificates travel with the signature (CIG H-06)
 */
public record CmsAlgorithms(
    Digest digest,
    SignatureScheme scheme,
    ContentCipher cipher,
    KeyTransport keyTransport,
    boolean algorithmProtection,
    boolean includeCertificates) {}
