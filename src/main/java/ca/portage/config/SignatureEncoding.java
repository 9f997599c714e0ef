package ca.portage.config;

/** How the signature part of a multipart/signed body is written (CIG Q-10). */
public enum SignatureEncoding {
  /** Base64 lines with a Content-Transfer-Encoding. */
  BASE64,
  /** The DER bytes as they are, without a Content-Transfer-Encoding. */
  BINARY
}
