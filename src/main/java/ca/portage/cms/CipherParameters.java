package ca.portage.cms;

import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A content cipher with its initialisation vector, in the message's language and in the JCA's.
 *
 * @param word the cipher as a policy names it
 * @param id the contentEncryptionAlgorithm of the message
 * @param transformation the cipher's name
 * @param keyAlgorithm the key's name
 * @param keyBytes how long the content key is
 * @param iv the initialisation vector or nonce
 * @param spec what the cipher is initialised with
 */
record CipherParameters(
    String word,
    AlgorithmIdentifier id,
    String transformation,
    String keyAlgorithm,
    int keyBytes,
    byte[] iv,
    AlgorithmParameterSpec spec) {

  static final int TAG_BYTES = 16;
  static final int NONCE_BYTES = 12;

  /** What an absent length of the tag means (RFC 5084 §3.2). */
  private static final int UNSAID_TAG_BYTES = 12;

  private static final ASN1ObjectIdentifier RC2 = new ASN1ObjectIdentifier("1.2.840.113549.3.2");
  private static final Map<String, ContentCipher> BY_OID =
      Arrays.stream(ContentCipher.values())
          .collect(Collectors.toMap(ContentCipher::oid, Function.identity()));

  /** Parameters for a new message. */
  static CipherParameters fresh(ContentCipher cipher, SecureRandom random) {
    byte[] iv = new byte[cipher.authenticated() ? NONCE_BYTES : cipher.blockBytes()];
    random.nextBytes(iv);
    DEROctetString octets = new DEROctetString(iv);
    ASN1Encodable parameters =
        switch (cipher) {
          case AES128_GCM, AES256_GCM -> pair(octets, new ASN1Integer(TAG_BYTES));
          case CAST5_CBC -> pair(octets, new ASN1Integer(cipher.keyBytes() * 8L));
          default -> octets;
        };
    return of(cipher, new AlgorithmIdentifier(oid(cipher), parameters), iv, cipher.keyBytes());
  }

  /** Parameters of a message that came, if they are among those that are accepted. */
  static CipherParameters read(AlgorithmIdentifier id) throws MalformedBerException, CmsException {
    CmsPolicy.refuseBroken(id);
    if (id.getAlgorithm().equals(RC2)) {
      return Rc2.read(id);
    }
    ContentCipher cipher = BY_OID.get(id.getAlgorithm().getId());
    if (cipher == null) {
      throw CmsPolicy.unusable("the cipher " + CmsPolicy.shown(id.getAlgorithm()));
    }
    return switch (cipher) {
      case AES128_GCM, AES256_GCM -> readGcm(cipher, id);
      case CAST5_CBC -> readCast5(id);
      default -> readCbc(cipher, id, id.getParameters(), cipher.keyBytes());
    };
  }

  boolean authenticated() {
    return spec instanceof GCMParameterSpec;
  }

  private static CipherParameters readGcm(ContentCipher cipher, AlgorithmIdentifier id)
      throws MalformedBerException, CmsException {
    ASN1Sequence both = Asn1.read(id.getParameters(), ASN1Sequence::getInstance);
    byte[] nonce = octets(both);
    if (both.size() > 2 || nonce.length != NONCE_BYTES) {
      throw new MalformedBerException("GCM parameters that are not accepted");
    }
    int tagBytes = both.size() == 2 ? number(both) : UNSAID_TAG_BYTES;
    if (tagBytes != TAG_BYTES) {
      throw CmsPolicy.unusable(
          cipher.word() + " and a tag of " + tagBytes + " bytes instead of " + TAG_BYTES);
    }
    return of(cipher, id, nonce, cipher.keyBytes());
  }

  private static CipherParameters readCast5(AlgorithmIdentifier id)
      throws MalformedBerException, CmsException {
    ASN1Encodable parameters = id.getParameters();
    if (parameters instanceof ASN1OctetString) {
      // OpenSSL writes the vector alone and means 128 bits.
      return readCbc(ContentCipher.CAST5_CBC, id, parameters, 16);
    }
    ASN1Sequence both = Asn1.read(parameters, ASN1Sequence::getInstance);
    int bits = number(both);
    if (bits < 80 || bits > 128 || bits % 8 != 0) {
      throw CmsPolicy.unusable("cast5 and a key of " + bits + " bits");
    }
    return readCbc(ContentCipher.CAST5_CBC, id, both.getObjectAt(0), bits / 8);
  }

  private static CipherParameters readCbc(
      ContentCipher cipher, AlgorithmIdentifier id, ASN1Encodable iv, int keyBytes)
      throws MalformedBerException {
    byte[] bytes = Asn1.read(iv, ASN1OctetString::getInstance).getOctets();
    if (bytes.length != cipher.blockBytes()) {
      throw new MalformedBerException("an initialisation vector of the wrong length");
    }
    return of(cipher, id, bytes, keyBytes);
  }

  private static CipherParameters of(
      ContentCipher cipher, AlgorithmIdentifier id, byte[] iv, int keyBytes) {
    AlgorithmParameterSpec spec =
        cipher.authenticated() ? new GCMParameterSpec(TAG_BYTES * 8, iv) : new IvParameterSpec(iv);
    return new CipherParameters(
        cipher.word(), id, cipher.transformation(), cipher.keyAlgorithm(), keyBytes, iv, spec);
  }

  private static ASN1ObjectIdentifier oid(ContentCipher cipher) {
    return new ASN1ObjectIdentifier(cipher.oid());
  }

  private static DERSequence pair(ASN1Encodable first, ASN1Encodable second) {
    return new DERSequence(new ASN1Encodable[] {first, second});
  }

  private static byte[] octets(ASN1Sequence both) throws MalformedBerException {
    return Asn1.read(both, b -> ASN1OctetString.getInstance(both.getObjectAt(0))).getOctets();
  }

  private static int number(ASN1Sequence both) throws MalformedBerException {
    return Asn1.read(both, b -> ASN1Integer.getInstance(both.getObjectAt(1)).intValueExact());
  }

  /** RC2 as old mail clients send it (RFC 3370 §5.2); nothing weaker than 64 bits is opened. */
  private static final class Rc2 {
    /** The version number stands for the effective key length in a table (RFC 2268 §6). */
    private static final Map<Integer, Integer> EFFECTIVE_BITS = Map.of(120, 64, 58, 128);

    /** What stands for 40 bits in that table. */
    private static final int WEAKEST = 160;

    static CipherParameters read(AlgorithmIdentifier id)
        throws MalformedBerException, CmsException {
      ASN1Sequence both = Asn1.read(id.getParameters(), ASN1Sequence::getInstance);
      int version =
          Asn1.read(both, b -> ASN1Integer.getInstance(both.getObjectAt(0)).intValueExact());
      byte[] iv =
          Asn1.read(both, b -> ASN1OctetString.getInstance(both.getObjectAt(1))).getOctets();
      if (version == WEAKEST) {
        throw CmsPolicy.broken("rc2-40");
      }
      Integer bits = EFFECTIVE_BITS.get(version);
      if (bits == null) {
        throw CmsPolicy.unusable("rc2 of the version " + version);
      }
      if (iv.length != 8) {
        throw new MalformedBerException("RC2 parameters that are not accepted");
      }
      return new CipherParameters(
          "rc2-" + bits,
          id,
          "RC2/CBC/PKCS5Padding",
          "RC2",
          bits / 8,
          iv,
          new RC2ParameterSpec(bits, iv));
    }
  }
}
