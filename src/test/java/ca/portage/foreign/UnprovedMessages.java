package ca.portage.foreign;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * Messages that open well and on which no signature of anybody's has verified, by the words of the
 * reason. Their padding was right, and only the operator may know that (reliability E11, E15).
 *
 * <p>The opaque ones are what an attacker makes out of captured ciphertext: the head of a
 * SignedData in blocks of his choice, and between them noise, which an OCTET STRING takes as it
 * comes.
 */
final class UnprovedMessages {
  private static final int NOISE_BYTES = 256;
  private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
  private static final String MD5 = "1.2.840.113549.2.5";

  private final GatewayKeys keys;

  private UnprovedMessages(GatewayKeys keys) {
    this.keys = keys;
  }

  /** Each in clear; what is to be signed in all of them is this part, in this signed entity. */
  static Map<String, byte[]> all(GatewayKeys keys, byte[] part, byte[] entity) throws Exception {
    UnprovedMessages made = new UnprovedMessages(keys);
    byte[] opaque = BouncyWriter.opaque(BouncyWriter.DATA, part, keys);
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("not signed", part);
    all.put("bytes follow the closing delimiter", MimeText.join(entity, new byte[] {'x'}));
    all.put("bytes follow the end of the message", MimeText.join(opaque, new byte[] {7}));
    all.put("no closing delimiter", Arrays.copyOf(entity, entity.length - 40));
    all.put("inflate to more than", BouncyWriter.compressed(new byte[8 << 20]));
    all.put("exactly one signer", noise(new DERSet()));
    all.put("was not made by the key", noise(made.bySki(made.gatewaysKeyId(), SHA256)));
    all.put("neither in the message nor configured", noise(made.bySki(new byte[20], SHA256)));
    all.put("signed over md5", noise(made.bySki(made.gatewaysKeyId(), MD5)));
    all.put("1.2.3.4.5 is not accepted", noise(made.bySki(made.gatewaysKeyId(), "1.2.3.4.5")));
    return all;
  }

  private static byte[] noise(ASN1Set signers) throws IOException {
    byte[] content = new byte[NOISE_BYTES];
    Arrays.fill(content, (byte) 0x9d);
    SignedData data =
        new SignedData(
            new DERSet(digest(SHA256)),
            new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(content)),
            null,
            null,
            signers);
    return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded("DER");
  }

  private byte[] gatewaysKeyId() throws Exception {
    return new JcaX509ExtensionUtils()
        .createSubjectKeyIdentifier(keys.signer().getPublicKey())
        .getKeyIdentifier();
  }

  /** A signer named by a key, whose signature is noise. */
  private ASN1Set bySki(byte[] keyId, String digest) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(
        new SignerInfo(
            new SignerIdentifier(new DEROctetString(keyId)),
            digest(digest),
            (ASN1Set) null,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            new DEROctetString(new byte[NOISE_BYTES]),
            null));
    return new DERSet(all);
  }

  private static AlgorithmIdentifier digest(String oid) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE);
  }
}
