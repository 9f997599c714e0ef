package ca.portage.cms;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * An EnvelopedData (RFC 5652 §6.1) or AuthEnvelopedData (RFC 5083 §2.1) taken apart in one pass;
 * the encrypted content streams to a sink.
 *
 * @param authenticated whether it is AuthEnvelopedData
 * @param recipients those whose content key travels under RSA
 * @param cipher how the content is encrypted
 * @param attributes authenticated attributes in the form that is authenticated
 * @param mac the authentication tag, empty for EnvelopedData
 */
record EnvelopeStructure(
    boolean authenticated,
    List<KeyTransRecipientInfo> recipients,
    CipherParameters cipher,
    Optional<byte[]> attributes,
    byte[] mac) {

  private static final int SET = 0x31;
  private static final int VERSION = 0x02;
  private static final int ORIGINATOR = 0xA0;
  private static final int ATTRIBUTES = 0xA1;
  private static final int UNAUTHENTICATED = 0xA2;
  private static final int ELEMENT_LIMIT_BYTES = 1 << 18;
  private static final int RECIPIENTS_LIMIT = 1000;

  /** Of all together, because each is held until ours is found. */
  private static final int RECIPIENTS_LIMIT_BYTES = 1 << 21;

  /**
   * Reads a whole message to its last byte.
   *
   * @throws CmsException MALFORMED when it is not an encrypted message at all
   * @throws MalformedBerException when it is one, but broken
   */
  static EnvelopeStructure read(Content message, OutputStream cipherText)
      throws CmsException, IOException {
    try (InputStream in = new BufferedInputStream(message.open(), 1 << 16)) {
      BerReader ber = new BerReader(in);
      boolean authenticated = enter(ber);
      EnvelopeStructure read = body(ber, authenticated, cipherText);
      ber.leave();
      ber.leave();
      ber.end();
      return read;
    }
  }

  private static boolean enter(BerReader ber) throws CmsException, IOException {
    ASN1ObjectIdentifier type;
    try {
      ber.enter(DerPrefix.SEQUENCE);
      type = Asn1.parse(ber.element(64), ASN1ObjectIdentifier::getInstance);
      ber.enter(DerPrefix.EXPLICIT_0);
    } catch (MalformedBerException e) {
      throw new CmsException(
          CmsException.Reason.MALFORMED, "This is not a cryptographic message at all.");
    }
    if (!type.equals(Oids.ENVELOPED_DATA) && !type.equals(Oids.AUTH_ENVELOPED_DATA)) {
      throw new CmsException(
          CmsException.Reason.MALFORMED,
          "The message is cryptographic, but it is not encrypted (its type is " + type + ").");
    }
    return type.equals(Oids.AUTH_ENVELOPED_DATA);
  }

  private static EnvelopeStructure body(
      BerReader ber, boolean authenticated, OutputStream cipherText)
      throws CmsException, IOException {
    ber.enter(DerPrefix.SEQUENCE);
    if (!ber.nextIs(VERSION)) {
      throw new MalformedBerException("the version is missing");
    }
    ber.element(16);
    skipIf(ber, ORIGINATOR);
    List<KeyTransRecipientInfo> recipients = recipients(ber);
    ber.enter(DerPrefix.SEQUENCE);
    ber.element(64);
    CipherParameters cipher =
        CipherParameters.read(Asn1.parse(ber.element(1024), AlgorithmIdentifier::getInstance));
    if (cipher.authenticated() != authenticated) {
      throw new MalformedBerException("the cipher does not fit the type of message");
    }
    ber.octets(DerPrefix.IMPLICIT_OCTETS_0, cipherText);
    ber.leave();
    Optional<byte[]> attributes = Optional.empty();
    byte[] mac = {};
    if (authenticated) {
      attributes = ber.nextIs(ATTRIBUTES) ? Optional.of(attributes(ber)) : Optional.empty();
      mac = Asn1.parse(ber.element(256), ASN1OctetString::getInstance).getOctets();
    }
    skipIf(ber, authenticated ? UNAUTHENTICATED : ATTRIBUTES);
    ber.leave();
    return new EnvelopeStructure(authenticated, recipients, cipher, attributes, mac);
  }

  private static List<KeyTransRecipientInfo> recipients(BerReader ber) throws IOException {
    List<KeyTransRecipientInfo> all = new ArrayList<>();
    int count = 0;
    int bytes = 0;
    ber.enter(SET);
    while (ber.hasNext()) {
      // Recipients of other kinds (key agreement, passwords) carry a context tag.
      boolean keyTransport = ber.nextIs(DerPrefix.SEQUENCE);
      byte[] element = ber.element(ELEMENT_LIMIT_BYTES);
      if (keyTransport) {
        all.add(Asn1.parse(element, KeyTransRecipientInfo::getInstance));
      }
      bytes += element.length;
      if (++count > RECIPIENTS_LIMIT || bytes > RECIPIENTS_LIMIT_BYTES) {
        throw new MalformedBerException(
            "more than " + RECIPIENTS_LIMIT + " recipients, or too large ones");
      }
    }
    ber.leave();
    return all;
  }

  /**
   * The attributes as they were authenticated: in DER and with the tag of a SET (RFC 5083 §2.2).
   */
  private static byte[] attributes(BerReader ber) throws IOException {
    return Asn1.der(
        Asn1.parse(
            ber.element(ELEMENT_LIMIT_BYTES),
            e -> ASN1Set.getInstance((ASN1TaggedObject) e, false)));
  }

  private static void skipIf(BerReader ber, int tag) throws IOException {
    if (ber.nextIs(tag)) {
      ber.element(ELEMENT_LIMIT_BYTES);
    }
  }
}
