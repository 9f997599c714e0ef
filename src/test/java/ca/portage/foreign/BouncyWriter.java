package ca.portage.foreign;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSCompressedDataStreamGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Writes with BouncyCastle's own CMS package, which Portage does not use. */
final class BouncyWriter {
  static final Provider BC = new BouncyCastleProvider();
  static final ASN1ObjectIdentifier DATA = PKCSObjectIdentifiers.data;
  private static final int SMALL_PIECES_BYTES = 50;

  private BouncyWriter() {}

  static byte[] signature(byte[] content, GatewayKeys keys, String algorithm) throws Exception {
    return signer(keys, algorithm)
        .generate(new CMSProcessableByteArray(content), false)
        .getEncoded("DER");
  }

  /** SignedData with its content, in BER as BouncyCastle writes it. */
  static byte[] opaque(ASN1ObjectIdentifier type, byte[] content, GatewayKeys keys)
      throws Exception {
    return signer(keys, "SHA256withRSA")
        .generate(new CMSProcessableByteArray(type, content), true)
        .getEncoded();
  }

  /** The same with indefinite lengths throughout and its content in many small pieces. */
  static byte[] opaqueInPieces(byte[] content, GatewayKeys keys) throws Exception {
    CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider(BC).build())
            .build(contentSigner(keys.key(), "SHA256withRSA"), keys.signer()));
    generator.addCertificate(new JcaX509CertificateHolder(keys.signer()));
    generator.setBufferSize(SMALL_PIECES_BYTES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = generator.open(bytes, true)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static CMSSignedDataGenerator signer(GatewayKeys keys, String algorithm)
      throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider(BC).build())
            .build(contentSigner(keys.key(), algorithm), keys.signer()));
    generator.addCertificate(new JcaX509CertificateHolder(keys.signer()));
    return generator;
  }

  private static ContentSigner contentSigner(PrivateKey key, String algorithm) throws Exception {
    return new JcaContentSignerBuilder(algorithm).setProvider(BC).build(key);
  }

  static byte[] compressed(byte[] content) throws Exception {
    return new CMSCompressedDataGenerator()
        .generate(new CMSProcessableByteArray(content), new ZlibCompressor())
        .getEncoded();
  }

  static byte[] compressedInPieces(byte[] content) throws Exception {
    CMSCompressedDataStreamGenerator generator = new CMSCompressedDataStreamGenerator();
    generator.setBufferSize(SMALL_PIECES_BYTES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = generator.open(bytes, new ZlibCompressor())) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] enveloped(byte[] content, String cipher, int bits, X509Certificate recipient)
      throws Exception {
    return enveloped(DATA, content, cipher, bits, new JceKeyTransRecipientInfoGenerator(recipient));
  }

  static byte[] enveloped(
      ASN1ObjectIdentifier type,
      byte[] content,
      String cipher,
      int bits,
      JceKeyTransRecipientInfoGenerator recipient)
      throws Exception {
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    generator.addRecipientInfoGenerator(recipient.setProvider(BC));
    JceCMSContentEncryptorBuilder encryptor =
        bits == 0
            ? new JceCMSContentEncryptorBuilder(new ASN1ObjectIdentifier(cipher))
            : new JceCMSContentEncryptorBuilder(new ASN1ObjectIdentifier(cipher), bits);
    return generator
        .generate(new CMSProcessableByteArray(type, content), encryptor.setProvider(BC).build())
        .getEncoded();
  }

  static byte[] envelopedInPieces(byte[] content, String cipher, X509Certificate recipient)
      throws Exception {
    CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
    generator.addRecipientInfoGenerator(
        new JceKeyTransRecipientInfoGenerator(recipient).setProvider(BC));
    generator.setBufferSize(SMALL_PIECES_BYTES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        generator.open(
            bytes,
            new JceCMSContentEncryptorBuilder(new ASN1ObjectIdentifier(cipher))
                .setProvider(BC)
                .build())) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] authEnveloped(byte[] content, String cipher, List<X509Certificate> recipients)
      throws Exception {
    CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
    for (X509Certificate recipient : recipients) {
      generator.addRecipientInfoGenerator(
          new JceKeyTransRecipientInfoGenerator(recipient).setProvider(BC));
    }
    return generator
        .generate(
            new CMSProcessableByteArray(content),
            (OutputAEADEncryptor)
                new JceCMSContentEncryptorBuilder(new ASN1ObjectIdentifier(cipher))
                    .setProvider(BC)
                    .build())
        .getEncoded();
  }

  /** OAEP with that digest for hash and mask. */
  static JceKeyTransRecipientInfoGenerator oaep(X509Certificate recipient, String digestOid)
      throws Exception {
    AlgorithmIdentifier hash =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(digestOid), DERNull.INSTANCE);
    AlgorithmIdentifier id =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSAES_OAEP,
            new RSAESOAEPparams(
                hash,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
                RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
    return new JceKeyTransRecipientInfoGenerator(recipient, id);
  }
}
