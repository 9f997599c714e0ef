package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertOrEncCert;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.crmf.CertificateRequestMessage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * The CA's end of CMP: checks what it is asked as a CA would, and answers honestly or, where a test
 * says so, not.
 */
class Responder implements CmpTransport {
  final TestCa ca;
  final X509Certificate client;
  final List<Integer> asked = new ArrayList<>();
  final List<X509Certificate> issued = new ArrayList<>();
  final List<Boolean> confirmed = new ArrayList<>();
  X509Certificate speaker;
  PrivateKey speakerKey;
  Duration life = Duration.ofDays(730);
  int waits;
  private GeneralPKIMessage asking;

  Responder(TestCa ca, X509Certificate client) {
    this.ca = ca;
    this.client = client;
    this.speaker = ca.certificate;
    this.speakerKey = ca.pair.getPrivate();
  }

  @Override
  public byte[] exchange(byte[] request) throws PkiException {
    try {
      GeneralPKIMessage message = new GeneralPKIMessage(request);
      asked.add(message.getBody().getType());
      boolean ours =
          new ProtectedPKIMessage(message)
              .verify(new JcaContentVerifierProviderBuilder().build(client.getPublicKey()));
      PKIBody answer = ours ? answer(message) : error("the request is not signed by its sender");
      return seal(message, answer);
    } catch (PkiException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("the responder of the test failed", e);
    }
  }

  PKIBody answer(GeneralPKIMessage message) throws Exception {
    return switch (message.getBody().getType()) {
      case PKIBody.TYPE_KEY_UPDATE_REQ -> waits > 0 ? waiting(message) : update(message);
      case PKIBody.TYPE_POLL_REQ -> --waits > 0 ? later() : update(asking);
      case PKIBody.TYPE_CERT_CONFIRM -> confirm(message);
      default -> error("what is that?");
    };
  }

  PKIBody update(GeneralPKIMessage message) throws Exception {
    CertificateRequestMessage request =
        new CertificateRequestMessage(
            CertReqMessages.getInstance(message.getBody().getContent()).toCertReqMsgArray()[0]);
    CertTemplate template = request.getCertTemplate();
    PublicKey key = new JcaPEMKeyConverter().getPublicKey(template.getPublicKey());
    if (!request.isValidSigningKeyPOP(new JcaContentVerifierProviderBuilder().build(key))) {
      return error("no proof of possession");
    }
    if (request.toASN1Structure().getCertReq().getControls() == null) {
      return error("which certificate is to be renewed?");
    }
    return granted(certify(new X500Principal(template.getSubject().getEncoded()), key));
  }

  X509Certificate certify(X500Principal subject, PublicKey key) throws Exception {
    return ca.issue(subject, key, life);
  }

  PKIBody granted(X509Certificate certificate) throws Exception {
    issued.add(certificate);
    CMPCertificate sent =
        new CMPCertificate(new JcaX509CertificateHolder(certificate).toASN1Structure());
    return rep(
        new CertResponse(
            new ASN1Integer(BigInteger.ZERO),
            new PKIStatusInfo(PKIStatus.granted),
            new CertifiedKeyPair(new CertOrEncCert(sent)),
            null));
  }

  private PKIBody waiting(GeneralPKIMessage message) {
    asking = message;
    return rep(
        new CertResponse(
            new ASN1Integer(BigInteger.ZERO),
            new PKIStatusInfo(PKIStatus.getInstance(new ASN1Integer(3)))));
  }

  private static PKIBody rep(CertResponse response) {
    return new PKIBody(
        PKIBody.TYPE_KEY_UPDATE_REP, new CertRepMessage(null, new CertResponse[] {response}));
  }

  private static PKIBody later() {
    return new PKIBody(
        PKIBody.TYPE_POLL_REP,
        new PollRepContent(new ASN1Integer(BigInteger.ZERO), new ASN1Integer(7)));
  }

  private PKIBody confirm(GeneralPKIMessage message) throws Exception {
    CertStatus status =
        CertConfirmContent.getInstance(message.getBody().getContent()).toCertStatusArray()[0];
    byte[] hash =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(issued.get(issued.size() - 1).getEncoded());
    if (!Arrays.equals(hash, status.getCertHash().getOctets())) {
      return error("that is not the certificate");
    }
    confirmed.add(
        status.getStatusInfo() == null
            || status.getStatusInfo().getStatus().intValue() == PKIStatus.GRANTED);
    return new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent());
  }

  PKIBody error(String words) {
    return new PKIBody(
        PKIBody.TYPE_ERROR,
        new ErrorMsgContent(
            new PKIStatusInfo(
                PKIStatus.rejection,
                new PKIFreeText(words),
                new PKIFailureInfo(PKIFailureInfo.badRequest))));
  }

  byte[] seal(GeneralPKIMessage request, PKIBody answer) throws Exception {
    return builder(request, answer).build(TestCa.signer(speakerKey)).toASN1Structure().getEncoded();
  }

  ProtectedPKIMessageBuilder builder(GeneralPKIMessage request, PKIBody answer) throws Exception {
    return new ProtectedPKIMessageBuilder(
            new GeneralName(new JcaX509CertificateHolder(speaker).getSubject()),
            request.getHeader().getSender())
        .setTransactionID(request.getHeader().getTransactionID().getOctets())
        .setRecipNonce(request.getHeader().getSenderNonce().getOctets())
        .setSenderNonce(new byte[] {1, 2, 3, 4})
        .addCMPCertificate(new JcaX509CertificateHolder(speaker))
        .setBody(answer);
  }
}
