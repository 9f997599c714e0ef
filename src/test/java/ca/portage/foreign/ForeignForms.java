package ca.portage.foreign;

import static ca.portage.foreign.MimeText.base64;
import static ca.portage.foreign.MimeText.binary;
import static ca.portage.foreign.MimeText.bytes;
import static ca.portage.foreign.MimeText.part;
import static ca.portage.foreign.MimeText.signed;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;

/** Every form in which other software may write an honest message. */
final class ForeignForms {
  private static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";
  private static final String AES_128_GCM = "2.16.840.1.101.3.4.1.6";
  private static final String CAST5 = "1.2.840.113533.7.66.10";
  private static final String RC2 = "1.2.840.113549.3.2";
  private static final String SHA512 = "2.16.840.1.101.3.4.2.3";
  private static final ASN1ObjectIdentifier SIGNED_DATA =
      new ASN1ObjectIdentifier("1.2.840.113549.1.7.2");
  private static final ASN1ObjectIdentifier COMPRESSED_DATA =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.9");
  private static final String AES = "-aes-256-cbc RECIPIENT";

  private final List<Foreign> all = new ArrayList<>();
  private final GatewayKeys keys;
  private final OpensslWriter openssl;
  private final List<X509Certificate> strangers;
  private final X509Certificate newest;

  /**
   * Writes them all.
   *
   * @param newest a second certificate of the client, newer than the one of the keys
   * @param strangers other recipients
   */
  private ForeignForms(
      GatewayKeys keys,
      OpensslWriter openssl,
      X509Certificate newest,
      List<X509Certificate> strangers) {
    this.keys = keys;
    this.openssl = openssl;
    this.newest = newest;
    this.strangers = strangers;
  }

  static List<Foreign> all(
      GatewayKeys keys,
      OpensslWriter openssl,
      X509Certificate newest,
      List<X509Certificate> strangers)
      throws Exception {
    ForeignForms forms = new ForeignForms(keys, openssl, newest, strangers);
    forms.opaque();
    forms.compressed();
    forms.ciphers();
    forms.keys();
    forms.signatures();
    return forms.all;
  }

  /** Seals the part of one form. */
  private interface Seal {
    byte[] wire(byte[] part) throws Exception;
  }

  private void add(String name, Seal seal) throws Exception {
    byte[] payload = payload(name);
    byte[] part = part(payload);
    all.add(new Foreign(name, seal.wire(part), part, payload));
  }

  static byte[] payload(String name) {
    return bytes(
        "UNB+UNOA:3+TESTGATEWAY+TESTBROKER+260302:1430+7'\r\nFTX+AAI+++"
            + name
            + "'\r\nUNZ+0+7'\r\n");
  }

  private void opaque() throws Exception {
    add("openssl: opaque", p -> openssl.encryptFor(openssl.sign(p, "-nodetach"), AES));
    add(
        "openssl: opaque, no MIME inside",
        p -> openssl.encryptFor(openssl.sign(p, "-nodetach -outform DER"), AES));
    add(
        "openssl: opaque and enveloped in indefinite lengths",
        p ->
            openssl.encryptFor(
                openssl.sign(p, "-nodetach -stream -outform DER"), AES + " -stream"));
    add(
        "BouncyCastle: opaque in pieces of 50 bytes",
        p ->
            BouncyWriter.envelopedInPieces(
                BouncyWriter.opaqueInPieces(p, keys), AES_256_CBC, keys.recipient()));
    add(
        "BouncyCastle: opaque without its ContentInfo, as PKCS#7 nests",
        p ->
            BouncyWriter.enveloped(
                SIGNED_DATA,
                bare(BouncyWriter.opaque(BouncyWriter.DATA, p, keys)),
                AES_256_CBC,
                0,
                new JceKeyTransRecipientInfoGenerator(keys.recipient())));
  }

  private void compressed() throws Exception {
    add(
        "compressed outside the signature",
        p -> wire(base64("compressed-data", BouncyWriter.compressed(detached(p)))));
    add(
        "compressed outside the signature, binary, in pieces",
        p -> wire(binary("compressed-data", BouncyWriter.compressedInPieces(detached(p)))));
    add(
        "compressed outside an opaque signature, no MIME at all",
        p -> wire(BouncyWriter.compressed(BouncyWriter.opaque(BouncyWriter.DATA, p, keys))));
    addInside(
        "compressed inside the signature",
        p -> base64("compressed-data", BouncyWriter.compressed(p)),
        this::detached);
    addInside(
        "compressed inside the signature, binary",
        p -> binary("compressed-data", BouncyWriter.compressed(p)),
        this::detached);
    addInside(
        "compressed inside an opaque signature",
        p -> base64("compressed-data", BouncyWriter.compressed(p)),
        inner -> BouncyWriter.opaque(BouncyWriter.DATA, inner, keys));
    addInside(
        "signed over compressed data itself, no MIME between",
        p -> bare(BouncyWriter.compressed(p)),
        inner -> BouncyWriter.opaque(COMPRESSED_DATA, inner, keys));
  }

  /** The compressed form is what is signed, and so what the MIC is over. */
  private void addInside(String name, Seal compress, Seal sign) throws Exception {
    byte[] payload = payload(name);
    byte[] inner = compress.wire(part(payload));
    all.add(new Foreign(name, wire(sign.wire(inner)), inner, payload));
  }

  private void ciphers() throws Exception {
    for (String cipher : List.of("des3", "cast5-cbc", "rc2-128", "aes-192-cbc")) {
      add("openssl: " + cipher, p -> envelope(p, "-" + cipher + " RECIPIENT"));
    }
    for (String cipher : List.of("aes-128-gcm", "aes-256-gcm")) {
      add("openssl: " + cipher, p -> envelope(p, "-" + cipher + " RECIPIENT"));
    }
    add(
        "BouncyCastle: cast5 of 128 bits, with parameters",
        p -> BouncyWriter.enveloped(detached(p), CAST5, 128, keys.recipient()));
    add(
        "BouncyCastle: rc2 of 128 bits",
        p -> BouncyWriter.enveloped(detached(p), RC2, 128, keys.recipient()));
    add(
        "BouncyCastle: aes-128-gcm for three recipients",
        p -> {
          List<X509Certificate> three = new ArrayList<>(strangers);
          three.add(keys.recipient());
          return BouncyWriter.authEnveloped(detached(p), AES_128_GCM, three);
        });
  }

  private void keys() throws Exception {
    for (String digest : List.of("sha1", "sha256")) {
      add(
          "openssl: OAEP with " + digest,
          p -> envelope(p, AES + " -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:" + digest));
    }
    add(
        "BouncyCastle: OAEP with sha512",
        p ->
            BouncyWriter.enveloped(
                BouncyWriter.DATA,
                detached(p),
                AES_256_CBC,
                0,
                BouncyWriter.oaep(keys.recipient(), SHA512)));
    add(
        "openssl: several recipients, ours the last",
        p -> envelope(p, "-aes-128-cbc -recip stranger0.pem -recip stranger1.pem RECIPIENT"));
    add("openssl: recipient by key identifier", p -> envelope(p, AES + " -keyid"));
    add(
        "BouncyCastle: recipient by key identifier",
        p ->
            BouncyWriter.enveloped(
                BouncyWriter.DATA,
                detached(p),
                AES_256_CBC,
                0,
                new JceKeyTransRecipientInfoGenerator(
                    keyIdentifier(keys.recipient()), keys.recipient().getPublicKey())));
    add(
        "to the newest of our keys, while the others are to the former one",
        p -> BouncyWriter.enveloped(detached(p), AES_256_CBC, 0, newest));
  }

  private void signatures() throws Exception {
    add("openssl: signer by key identifier", p -> signedWith(p, "-keyid"));
    add("openssl: PSS", p -> signedWith(p, "-md sha256 -keyopt rsa_padding_mode:pss"));
    add("openssl: sha512", p -> signedWith(p, "-md sha512"));
    add("openssl: no signed attributes", p -> signedWith(p, "-noattr"));
    add("openssl: without certificates", p -> signedWith(p, "-nocerts"));
    add(
        "BouncyCastle: PSS with sha384",
        p -> wire(signed(p, BouncyWriter.signature(p, keys, "SHA384withRSAandMGF1"))));
  }

  private byte[] signedWith(byte[] part, String options) throws Exception {
    return openssl.encryptFor(openssl.sign(part, "-crlfeol " + options), AES);
  }

  private byte[] envelope(byte[] part, String options) throws Exception {
    return openssl.encryptFor(detached(part), options);
  }

  private byte[] wire(byte[] entity) throws Exception {
    return BouncyWriter.enveloped(entity, AES_256_CBC, 0, keys.recipient());
  }

  private byte[] detached(byte[] part) throws Exception {
    return signed(part, BouncyWriter.signature(part, keys, "SHA256withRSA"));
  }

  private static byte[] bare(byte[] contentInfo) throws Exception {
    return ContentInfo.getInstance(ASN1Primitive.fromByteArray(contentInfo))
        .getContent()
        .toASN1Primitive()
        .getEncoded();
  }

  private static byte[] keyIdentifier(X509Certificate certificate) throws Exception {
    return new JcaX509ExtensionUtils()
        .createSubjectKeyIdentifier(certificate.getPublicKey())
        .getKeyIdentifier();
  }
}
