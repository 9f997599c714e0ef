package ca.portage.pki.cmp;

import ca.portage.logging.Printable;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIHeader;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;

/**
 * One transaction with a CA: every message of ours is signed with the key that is renewed, every
 * answer belongs to it by number and nonce and bears the CA's protection (RFC 4210 §5.1).
 */
final class Dialogue {
  /** What the CA answered. */
  record Answer(PKIBody body, List<X509Certificate> brought) {}

  private static final int NUMBER_BYTES = 16;

  private final CmpTransport transport;
  private final List<X509Certificate> chain;
  private final ContentSigner signer;
  private final X500Name recipient;
  private final CaTrust trust;
  private final Clock clock;
  private final SecureRandom random;
  private final byte[] transaction;
  private Optional<byte[]> theirNonce = Optional.empty();

  Dialogue(
      CmpTransport transport,
      List<X509Certificate> chain,
      ContentSigner signer,
      X500Name recipient,
      CaTrust trust,
      Clock clock,
      SecureRandom random) {
    this.transport = transport;
    this.chain = List.copyOf(chain);
    this.signer = signer;
    this.recipient = recipient;
    this.trust = trust;
    this.clock = clock;
    this.random = random;
    this.transaction = number();
  }

  private byte[] number() {
    byte[] number = new byte[NUMBER_BYTES];
    random.nextBytes(number);
    return number;
  }

  /**
   * Sends one body and gives what was answered.
   *
   * @param expected the types of answer that make sense
   * @throws PkiException if there is no answer, it is not the CA's, or it is an error
   */
  Answer ask(PKIBody body, Integer... expected) throws PkiException {
    byte[] nonce = number();
    GeneralPKIMessage answer = parse(transport.exchange(message(body, nonce)));
    PKIHeader header = answer.getHeader();
    if (!same(transaction, header.getTransactionID()) || !same(nonce, header.getRecipNonce())) {
      throw new PkiException("the answer belongs to another request; it was not used");
    }
    if (!answer.hasProtection()) {
      // An error needs no proof to end the matter; it changes nothing here.
      throw new PkiException(
          answer.getBody().getType() == PKIBody.TYPE_ERROR
              ? "the CA refuses, without protecting its answer: " + error(answer.getBody())
              : "the answer is not protected; it was not used");
    }
    List<X509Certificate> brought = trust.require(new ProtectedPKIMessage(answer));
    theirNonce = Optional.ofNullable(header.getSenderNonce()).map(ASN1OctetString::getOctets);
    int type = answer.getBody().getType();
    if (type == PKIBody.TYPE_ERROR) {
      throw new PkiException("the CA refuses: " + error(answer.getBody()));
    }
    if (!Arrays.asList(expected).contains(type)) {
      throw new PkiException("the CA answered with a body of type " + type + ", out of turn");
    }
    return new Answer(answer.getBody(), brought);
  }

  private static boolean same(byte[] ours, ASN1OctetString theirs) {
    return theirs != null && Arrays.equals(ours, theirs.getOctets());
  }

  private byte[] message(PKIBody body, byte[] nonce) throws PkiException {
    try {
      X509CertificateHolder own = new JcaX509CertificateHolder(chain.get(0));
      ProtectedPKIMessageBuilder message =
          new ProtectedPKIMessageBuilder(
                  new GeneralName(own.getSubject()), new GeneralName(recipient))
              .setMessageTime(Date.from(clock.instant()))
              .setTransactionID(transaction)
              .setSenderNonce(nonce)
              .setBody(body);
      theirNonce.ifPresent(message::setRecipNonce);
      Extension key = own.getExtension(Extension.subjectKeyIdentifier);
      if (key != null) {
        message.setSenderKID(
            SubjectKeyIdentifier.getInstance(key.getParsedValue()).getKeyIdentifier());
      }
      for (X509Certificate certificate : chain) {
        message.addCMPCertificate(new JcaX509CertificateHolder(certificate));
      }
      return message.build(signer).toASN1Structure().getEncoded();
    } catch (CertificateEncodingException | CMPException | IOException e) {
      throw new PkiException("the request could not be made: " + e.getMessage(), e);
    }
  }

  private static GeneralPKIMessage parse(byte[] answer) throws PkiException {
    try {
      return new GeneralPKIMessage(answer);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new PkiException("what was answered is no CMP message; is the address right?", e);
    }
  }

  private static String error(PKIBody body) {
    return words(ErrorMsgContent.getInstance(body.getContent()).getPKIStatusInfo());
  }

  /** The CA's own words and the number of its reason. */
  static String words(PKIStatusInfo status) {
    StringBuilder words = new StringBuilder("status ").append(status.getStatus());
    if (status.getFailInfo() != null) {
      words.append(", reason ").append(FailureWords.of(status.getFailInfo()));
    }
    PKIFreeText text = status.getStatusString();
    for (int i = 0; text != null && i < text.size(); i++) {
      words.append(i == 0 ? ", in its words: " : " ").append(text.getStringAtUTF8(i).getString());
    }
    return Printable.text(words.toString());
  }
}
