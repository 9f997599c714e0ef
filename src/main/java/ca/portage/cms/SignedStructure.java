package ca.portage.cms;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * A SignedData (RFC 5652 §5.1) taken apart in one pass; its content, if it holds one, streams to a
 * sink.
 *
 * @param contentType what the content says it is
 * @param hasContent false for a detached signature
 * @param certificates each X.509 certificate as it was encoded
 * @param signers every SignerInfo, so that the caller can count them
 */
record SignedStructure(
    ASN1ObjectIdentifier contentType,
    boolean hasContent,
    List<byte[]> certificates,
    List<SignerInfo> signers) {

  private static final int SET = 0x31;
  private static final int VERSION = 0x02;
  private static final int OID = 0x06;
  private static final int CERTIFICATES = 0xA0;
  private static final int REVOCATIONS = 0xA1;
  private static final int ELEMENT_LIMIT_BYTES = 1 << 18;
  private static final int REVOCATIONS_LIMIT_BYTES = 1 << 24;
  private static final int CERTIFICATES_LIMIT = 100;

  /** Of all together, because each is held until the signer's is found. */
  private static final int CERTIFICATES_LIMIT_BYTES = 1 << 22;

  private static final int SIGNERS_LIMIT = 10;

  /**
   * Reads a whole message.
   *
   * @throws CmsException NOT_SIGNED or MALFORMED
   */
  static SignedStructure read(Content message, OutputStream content)
      throws CmsException, IOException {
    try (InputStream in = new BufferedInputStream(message.open(), 1 << 16)) {
      BerReader ber = new BerReader(in);
      ber.enter(DerPrefix.SEQUENCE);
      // Inside another message PKCS#7 leaves the ContentInfo out.
      boolean wrapped = !ber.nextIs(VERSION);
      if (wrapped) {
        enter(ber);
      }
      SignedStructure read = body(ber, content);
      if (wrapped) {
        ber.leave();
        ber.leave();
      }
      ber.end();
      return read;
    } catch (MalformedBerException e) {
      throw new CmsException(
          CmsException.Reason.MALFORMED,
          "The signature is not a readable signed message (" + e.getMessage() + ").");
    }
  }

  private static void enter(BerReader ber) throws CmsException, IOException {
    if (!oid(ber).equals(Oids.SIGNED_DATA)) {
      throw new CmsException(
          CmsException.Reason.NOT_SIGNED, "The message is cryptographic, but it is not signed.");
    }
    ber.enter(DerPrefix.EXPLICIT_0);
    ber.enter(DerPrefix.SEQUENCE);
  }

  private static SignedStructure body(BerReader ber, OutputStream content) throws IOException {
    skip(ber, VERSION);
    skip(ber, SET);
    ber.enter(DerPrefix.SEQUENCE);
    ASN1ObjectIdentifier type = oid(ber);
    boolean hasContent = ber.hasNext();
    if (hasContent) {
      ber.enter(DerPrefix.EXPLICIT_0);
      ber.octets(DerPrefix.OCTETS, content);
      ber.leave();
    }
    ber.leave();
    List<byte[]> certificates = certificates(ber);
    if (ber.nextIs(REVOCATIONS)) {
      ber.skip(REVOCATIONS_LIMIT_BYTES);
    }
    List<SignerInfo> signers = signers(ber);
    ber.leave();
    return new SignedStructure(type, hasContent, certificates, signers);
  }

  private static List<byte[]> certificates(BerReader ber) throws IOException {
    List<byte[]> all = new ArrayList<>();
    if (!ber.nextIs(CERTIFICATES)) {
      return all;
    }
    int bytes = 0;
    ber.enter(CERTIFICATES);
    while (ber.hasNext()) {
      // Attribute certificates and other formats carry a context tag; they identify no signer.
      boolean x509 = ber.nextIs(DerPrefix.SEQUENCE);
      byte[] element = ber.element(ELEMENT_LIMIT_BYTES);
      if (x509) {
        all.add(element);
      }
      bytes += element.length;
      if (all.size() > CERTIFICATES_LIMIT || bytes > CERTIFICATES_LIMIT_BYTES) {
        throw new MalformedBerException(
            "more than " + CERTIFICATES_LIMIT + " certificates, or too large ones");
      }
    }
    ber.leave();
    return all;
  }

  private static List<SignerInfo> signers(BerReader ber) throws IOException {
    List<SignerInfo> all = new ArrayList<>();
    ber.enter(SET);
    while (ber.hasNext()) {
      all.add(Asn1.parse(ber.element(ELEMENT_LIMIT_BYTES), SignerInfo::getInstance));
      if (all.size() > SIGNERS_LIMIT) {
        throw new MalformedBerException("more than " + SIGNERS_LIMIT + " signers");
      }
    }
    ber.leave();
    return all;
  }

  private static ASN1ObjectIdentifier oid(BerReader ber) throws IOException {
    if (!ber.nextIs(OID)) {
      throw new MalformedBerException("a type is missing");
    }
    return Asn1.parse(ber.element(64), ASN1ObjectIdentifier::getInstance);
  }

  private static void skip(BerReader ber, int tag) throws IOException {
    if (!ber.nextIs(tag)) {
      throw new MalformedBerException("an element is missing");
    }
    ber.element(ELEMENT_LIMIT_BYTES);
  }
}
