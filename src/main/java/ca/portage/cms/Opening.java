package ca.portage.cms;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Takes encrypted content in and writes the plaintext to a sink; valid only once finished. */
abstract class Opening extends OutputStream {
  private static final int ROOM_BYTES = 64;

  private final OutputStream sink;
  private byte[] output = {};

  Opening(OutputStream sink) {
    this.sink = sink;
  }

  /** The opening that fits the message. */
  static Opening of(
      EnvelopeStructure envelope, byte[] key, CryptoProviders providers, OutputStream sink)
      throws GeneralSecurityException {
    CipherParameters cipher = envelope.cipher();
    SecretKeySpec secret = new SecretKeySpec(key, cipher.keyAlgorithm());
    return envelope.authenticated()
        ? new GcmOpening(envelope, secret, providers, sink)
        : new CbcOpening(cipher, secret, providers, sink);
  }

  /** One step of the cipher: reads {@code input}, fills {@code output}, gives the bytes filled. */
  abstract int step(byte[] input, int offset, int length, byte[] output)
      throws GeneralSecurityException;

  /** What remains at the end, after every check the cipher can make. */
  abstract byte[] last() throws GeneralSecurityException;

  /** Ends the content; fails when it is not what the sender encrypted, as far as can be told. */
  void finish() throws IOException, GeneralSecurityException {
    sink.write(last());
  }

  @Override
  public void write(byte[] input, int offset, int length) throws IOException {
    if (output.length < length + ROOM_BYTES) {
      output = new byte[length + ROOM_BYTES];
    }
    try {
      sink.write(output, 0, step(input, offset, length, output));
    } catch (GeneralSecurityException e) {
      throw new MalformedBerException("the content cannot be decrypted", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** CBC, which shows a wrong end only by its padding; the signature inside decides. */
  private static final class CbcOpening extends Opening {
    private final Cipher cipher;

    CbcOpening(
        CipherParameters parameters,
        SecretKeySpec key,
        CryptoProviders providers,
        OutputStream sink)
        throws GeneralSecurityException {
      super(sink);
      this.cipher = providers.cipher(parameters.transformation());
      cipher.init(Cipher.DECRYPT_MODE, key, parameters.spec());
    }

    @Override
    int step(byte[] input, int offset, int length, byte[] output) throws GeneralSecurityException {
      return cipher.update(input, offset, length, output, 0);
    }

    @Override
    byte[] last() throws GeneralSecurityException {
      return cipher.doFinal();
    }
  }
}
