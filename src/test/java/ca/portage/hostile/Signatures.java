package ca.portage.hostile;

import ca.portage.hostile.Parties.Signer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Signatures by any number of signers over anything, and some that are none. */
final class Signatures {
  private static final BouncyCastleProvider BC = new BouncyCastleProvider();

  private Signatures() {}

  /** A detached signature over exactly these bytes, with the signers' certificates. */
  static byte[] detached(byte[] content, Signer... signers) {
    return make(content, false, "SHA1withRSA", CMSObjectIdentifiers.data, signers);
  }

  /** A signature that holds what it signs. */
  static byte[] opaque(byte[] content, Signer... signers) {
    return make(content, true, "SHA1withRSA", CMSObjectIdentifiers.data, signers);
  }

  static byte[] make(
      byte[] content,
      boolean inside,
      String algorithm,
      ASN1ObjectIdentifier type,
      Signer... signers) {
    return make(content, inside, algorithm, type, new AttributeTable(new Hashtable<>()), signers);
  }

  /** Signed by somebody who says that it was at this time. */
  static byte[] at(Instant claimed, byte[] content, Signer signer) {
    AttributeTable attributes =
        new AttributeTable(
            new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(claimed)))));
    return make(content, false, "SHA1withRSA", CMSObjectIdentifiers.data, attributes, signer);
  }

  private static byte[] make(
      byte[] content,
      boolean inside,
      String algorithm,
      ASN1ObjectIdentifier type,
      AttributeTable attributes,
      Signer... signers) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      for (Signer signer : signers) {
        generator.addSignerInfoGenerator(
            new JcaSignerInfoGeneratorBuilder(
                    new JcaDigestCalculatorProviderBuilder().setProvider(BC).build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
                .build(
                    new JcaContentSignerBuilder(algorithm).setProvider(BC).build(signer.key()),
                    signer.certificate()));
        generator.addCertificate(new JcaX509CertificateHolder(signer.certificate()));
      }
      return generator
          .generate(new CMSProcessableByteArray(type, content), inside)
          .getEncoded("DER");
    } catch (CMSException
        | IOException
        | OperatorCreationException
        | java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same message with other SignerInfos. */
  static byte[] signers(byte[] signedData, UnaryOperator<List<SignerInfo>> change) {
    SignedData data = read(signedData);
    List<SignerInfo> signers = new ArrayList<>();
    for (ASN1Encodable each : data.getSignerInfos()) {
      signers.add(SignerInfo.getInstance(each));
    }
    return encoded(
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            data.getCertificates(),
            data.getCRLs(),
            new DERSet(change.apply(signers).toArray(SignerInfo[]::new))));
  }

  /** The same message with another content inside, or with one where there was none. */
  static byte[] content(byte[] signedData, ASN1ObjectIdentifier type, byte[] content) {
    SignedData data = read(signedData);
    return encoded(
        new SignedData(
            data.getDigestAlgorithms(),
            new ContentInfo(type, new DEROctetString(content)),
            data.getCertificates(),
            data.getCRLs(),
            data.getSignerInfos()));
  }

  /** The same message without certificates. */
  static byte[] bare(byte[] signedData) {
    return beside(signedData, null, null);
  }

  /** The same message with other certificates and revocation lists; nothing signs either. */
  static byte[] beside(byte[] signedData, ASN1Set certificates, ASN1Set revocations) {
    SignedData data = read(signedData);
    return encoded(
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            certificates,
            revocations,
            data.getSignerInfos()));
  }

  static ASN1Set certificates(byte[] signedData) {
    return read(signedData).getCertificates();
  }

  /** A signer whose signature has one bit turned. */
  static SignerInfo spoilt(SignerInfo info) {
    return new SignerInfo(
        info.getSID(),
        info.getDigestAlgorithm(),
        info.getAuthenticatedAttributes(),
        info.getDigestEncryptionAlgorithm(),
        new DEROctetString(Bytes.flipped(info.getEncryptedDigest().getOctets(), 9)),
        info.getUnauthenticatedAttributes());
  }

  private static SignedData read(byte[] signedData) {
    return SignedData.getInstance(ContentInfo.getInstance(signedData).getContent());
  }

  private static byte[] encoded(SignedData data) {
    try {
      return Envelope.encoded(CMSObjectIdentifiers.signedData, data);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
