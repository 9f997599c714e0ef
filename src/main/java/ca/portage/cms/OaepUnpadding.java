package ca.portage.cms;

import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;

/**
 * Takes a key out of RSAES-OAEP padding (RFC 8017 §7.1.2) that a token left in place: SunPKCS11
 * offers the RSA operation alone.
 */
final class OaepUnpadding {
  private OaepUnpadding() {}

  /** The key inside the block, or the substitute when the padding is wrong or another length. */
  static byte[] keyOrSubstitute(byte[] block, OAEPParameterSpec parameters, byte[] substitute)
      throws GeneralSecurityException {
    OAEPEncoding encoding =
        new OAEPEncoding(
            new Done(block),
            digest(parameters.getDigestAlgorithm()),
            digest(((MGF1ParameterSpec) parameters.getMGFParameters()).getDigestAlgorithm()),
            ((PSource.PSpecified) parameters.getPSource()).getValue());
    encoding.init(false, new CipherParameters() {});
    try {
      byte[] found = encoding.processBlock(block, 0, block.length);
      return block[0] == 0 && found.length == substitute.length ? found : substitute;
    } catch (InvalidCipherTextException e) {
      return substitute;
    }
  }

  private static Digest digest(String jca) throws GeneralSecurityException {
    return switch (jca) {
      case "SHA-1" -> new SHA1Digest();
      case "SHA-256" -> new SHA256Digest();
      case "SHA-384" -> new SHA384Digest();
      case "SHA-512" -> new SHA512Digest();
      default -> throw new GeneralSecurityException("OAEP with " + jca + " is not supported");
    };
  }

  /** The RSA operation, which the token has done already; its result without the first byte. */
  private record Done(byte[] block) implements AsymmetricBlockCipher {
    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
      // The token has the key.
    }

    @Override
    public int getInputBlockSize() {
      return block.length;
    }

    @Override
    public int getOutputBlockSize() {
      return block.length - 1;
    }

    @Override
    public byte[] processBlock(byte[] in, int offset, int length) {
      return Arrays.copyOfRange(block, 1, block.length);
    }
  }
}
