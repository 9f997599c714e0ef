package ca.portage.cms;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens AES-GCM of any size in constant memory and at the speed of the machine.
 *
 * <p>Every JCA provider holds back the whole plaintext until the tag is checked. So the content is
 * decrypted by counter mode, which is what GCM is made of (NIST SP 800-38D §7.1), and encrypted
 * again by GCM only for its tag: the same key, nonce and plaintext give the same ciphertext, so the
 * tag found is the tag of what came. The plaintext stays in the scratch until the tags agree.
 */
final class GcmOpening extends Opening {
  /** Beyond this the 32-bit block counter of GCM would wrap (SP 800-38D §5.2.1.1). */
  private static final long LIMIT_BYTES = (1L << 36) - 32;

  private final Cipher counter;
  private final Cipher tagger;
  private final byte[] mac;
  private byte[] ignored = {};
  private long size;

  GcmOpening(
      EnvelopeStructure envelope, SecretKeySpec key, CryptoProviders providers, OutputStream sink)
      throws GeneralSecurityException {
    super(sink);
    CipherParameters parameters = envelope.cipher();
    this.mac = envelope.mac();
    byte[] first = Arrays.copyOf(parameters.iv(), 16);
    // Block 1 encrypts the tag, so the content starts with block 2.
    first[15] = 2;
    this.counter = providers.cipher("AES/CTR/NoPadding");
    counter.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(first));
    this.tagger = providers.cipher(parameters.transformation());
    tagger.init(Cipher.ENCRYPT_MODE, key, parameters.spec());
    envelope.attributes().ifPresent(tagger::updateAAD);
  }

  @Override
  int step(byte[] input, int offset, int length, byte[] output) throws GeneralSecurityException {
    size += length;
    if (size > LIMIT_BYTES) {
      throw new GeneralSecurityException("more content than GCM allows");
    }
    int n = counter.update(input, offset, length, output, 0);
    if (ignored.length < output.length) {
      ignored = new byte[output.length];
    }
    tagger.update(output, 0, n, ignored, 0);
    return n;
  }

  @Override
  byte[] last() throws GeneralSecurityException {
    byte[] rest = counter.doFinal();
    byte[] end = tagger.doFinal(rest);
    byte[] tag = Arrays.copyOfRange(end, end.length - CipherParameters.TAG_BYTES, end.length);
    if (!MessageDigest.isEqual(tag, mac)) {
      throw new AEADBadTagException();
    }
    return rest;
  }
}
