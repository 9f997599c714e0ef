package ca.portage.cms;

import ca.portage.content.Content;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Contents and algorithm sets the tests share. */
final class Samples {
  static final byte[] INTERCHANGE =
      "Content-Type: application/edi-edifact\r\n\r\nUNB+UNOA:2+BROKER+CUSTOMS'\r\nUNZ+0+1'\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private Samples() {}

  static Content interchange() {
    return Content.of(INTERCHANGE);
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static CmsAlgorithms classic() {
    return signing(Digest.SHA1, SignatureScheme.PKCS1);
  }

  static CmsAlgorithms signing(Digest digest, SignatureScheme scheme) {
    return new CmsAlgorithms(
        digest, scheme, ContentCipher.DES3_CBC, KeyTransport.PKCS1, false, true);
  }

  static CmsAlgorithms encrypting(ContentCipher cipher, KeyTransport transport) {
    return new CmsAlgorithms(Digest.SHA256, SignatureScheme.PKCS1, cipher, transport, false, true);
  }
}
