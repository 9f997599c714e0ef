package ca.portage.cms;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Moves a content key in and out of RSA (RFC 3370 §4.2.1, RFC 3560).
 *
 * <p>Taking a key out never fails for a reason the sender chose: a broken padding gives a random
 * key of the right length in place of the real one (RFC 3218 §2.3.2), so that no answer, log line
 * or delay tells whether the padding was right.
 */
record ContentKeyTransport(CryptoProviders providers, SecureRandom random) {

  AlgorithmIdentifier id(KeyTransport transport) {
    return switch (transport) {
      case PKCS1 -> new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      case OAEP_SHA1 -> oaepId(Digest.SHA1);
      case OAEP_SHA256 -> oaepId(Digest.SHA256);
    };
  }

  /** How a content key came, as a policy names it; OAEP by its digest, whatever the mask's. */
  static Optional<String> word(AlgorithmIdentifier id) throws MalformedBerException {
    if (id.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return Optional.of(KeyTransport.PKCS1.word());
    }
    if (!id.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
      return Optional.empty();
    }
    RSAESOAEPparams read = Asn1.read(id.getParameters(), RSAESOAEPparams::getInstance);
    return DigestIds.read(read.getHashAlgorithm()).map(digest -> "oaep-" + digest.word());
  }

  byte[] wrap(byte[] contentKey, KeyTransport transport, X509Certificate recipient)
      throws GeneralSecurityException {
    PublicKey key = providers.translate(recipient.getPublicKey(), PublicKey.class);
    if (transport == KeyTransport.PKCS1) {
      Cipher cipher = providers.cipher("RSA/ECB/PKCS1Padding", key);
      cipher.init(Cipher.ENCRYPT_MODE, key, random);
      return cipher.doFinal(contentKey);
    }
    Digest digest = transport == KeyTransport.OAEP_SHA1 ? Digest.SHA1 : Digest.SHA256;
    Cipher cipher = providers.cipher("RSA/ECB/OAEPPadding", key);
    cipher.init(Cipher.ENCRYPT_MODE, key, oaep(digest, digest, PSource.PSpecified.DEFAULT), random);
    return cipher.doFinal(contentKey);
  }

  /** The content key of exactly {@code keyBytes}, or a random one when the padding is wrong. */
  byte[] unwrap(byte[] wrapped, AlgorithmIdentifier id, int keyBytes, DecryptionKey recipient)
      throws MalformedBerException, GeneralSecurityException, TokenException {
    PrivateKey key = providers.translate(recipient.key(), PrivateKey.class);
    byte[] substitute = new byte[keyBytes];
    random.nextBytes(substitute);
    if (id.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return Pkcs1Unpadding.keyOrSubstitute(raw(wrapped, key, recipient), substitute);
    }
    if (!id.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
      throw new MalformedBerException("a key transport that is not accepted");
    }
    if (CryptoProviders.inToken(key)) {
      return OaepUnpadding.keyOrSubstitute(raw(wrapped, key, recipient), readOaep(id), substitute);
    }
    Cipher cipher = providers.cipher("RSA/ECB/OAEPPadding", key);
    cipher.init(Cipher.DECRYPT_MODE, key, readOaep(id));
    try {
      byte[] found = cipher.doFinal(wrapped);
      return found.length == keyBytes ? found : substitute;
    } catch (GeneralSecurityException e) {
      return substitute;
    }
  }

  /** The RSA operation alone; its result is as long as the modulus, the padding still inside. */
  private byte[] raw(byte[] wrapped, PrivateKey key, DecryptionKey recipient)
      throws GeneralSecurityException, TokenException {
    if (!(recipient.certificate().getPublicKey() instanceof RSAPublicKey rsa)) {
      throw new GeneralSecurityException("a decryption key that is not RSA");
    }
    BigInteger modulus = rsa.getModulus();
    if (new BigInteger(1, wrapped).compareTo(modulus) >= 0) {
      throw new GeneralSecurityException("a wrapped key larger than the modulus");
    }
    byte[] block = power(wrapped, key);
    byte[] padded = new byte[(modulus.bitLength() + 7) / 8];
    System.arraycopy(block, 0, padded, padded.length - block.length, block.length);
    Arrays.fill(block, (byte) 0);
    return padded;
  }

  /**
   * A number below the modulus always has a power, so whatever a token says then is its own
   * trouble, never the sender's doing.
   */
  private byte[] power(byte[] wrapped, PrivateKey key)
      throws GeneralSecurityException, TokenException {
    try {
      Cipher cipher = providers.cipher("RSA/ECB/NoPadding", key);
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher.doFinal(wrapped);
    } catch (GeneralSecurityException | ProviderException e) {
      if (CryptoProviders.inToken(key)) {
        throw new TokenException("decrypt", e);
      }
      throw e;
    }
  }

  private static AlgorithmIdentifier oaepId(Digest digest) {
    AlgorithmIdentifier hash = DigestIds.withNull(digest);
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSAES_OAEP,
        new RSAESOAEPparams(
            hash,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
            RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
  }

  private static OAEPParameterSpec readOaep(AlgorithmIdentifier id) throws MalformedBerException {
    RSAESOAEPparams read = Asn1.read(id.getParameters(), RSAESOAEPparams::getInstance);
    Optional<Digest> hash = DigestIds.read(read.getHashAlgorithm());
    Optional<Digest> mask =
        DigestIds.read(
            Asn1.read(
                read.getMaskGenAlgorithm().getParameters(), AlgorithmIdentifier::getInstance));
    if (hash.isEmpty() || mask.isEmpty()) {
      throw new MalformedBerException("OAEP parameters that are not accepted");
    }
    byte[] label =
        Asn1.read(read.getPSourceAlgorithm().getParameters(), ASN1OctetString::getInstance)
            .getOctets();
    return oaep(hash.get(), mask.get(), new PSource.PSpecified(label));
  }

  private static OAEPParameterSpec oaep(Digest hash, Digest mask, PSource label) {
    return new OAEPParameterSpec(hash.jca(), "MGF1", new MGF1ParameterSpec(mask.jca()), label);
  }
}
