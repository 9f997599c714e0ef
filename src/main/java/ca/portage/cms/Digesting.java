package ca.portage.cms;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Reads a content once through a digest. */
final class Digesting {
  private Digesting() {}

  static byte[] digest(Content content, Digest algorithm, CryptoProviders providers)
      throws IOException {
    MessageDigest digest = providers.newDigest(algorithm);
    byte[] buffer = new byte[(int) Math.min(CipherPump.BUFFER_BYTES, Math.max(1, content.size()))];
    try (InputStream in = content.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return digest.digest();
  }
}
