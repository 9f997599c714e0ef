package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.crmf.CRMFObjectIdentifiers;
import org.bouncycastle.asn1.crmf.CertId;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.crmf.CertificateRequestMessageBuilder;
import org.bouncycastle.cert.crmf.Control;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * A key update request for one certificate (RFC 4210 §5.3.5, RFC 4211 §6.5): the same name and use,
 * the new key, which signs the request to prove that we have it, and which certificate it follows.
 */
final class UpdateRequest {
  private UpdateRequest() {}

  /** Names the certificate that is renewed. */
  private record OldCertificate(ASN1Encodable getValue) implements Control {
    @Override
    public ASN1ObjectIdentifier getType() {
      return CRMFObjectIdentifiers.id_regCtrl_oldCertID;
    }
  }

  static PKIBody body(X509Certificate old, KeyPair pair) throws PkiException {
    try {
      X509CertificateHolder known = new JcaX509CertificateHolder(old);
      CertificateRequestMessageBuilder request =
          new CertificateRequestMessageBuilder(BigInteger.ZERO)
              .setSubject(known.getSubject())
              .setPublicKey(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
              .addControl(
                  new OldCertificate(
                      new CertId(new GeneralName(known.getIssuer()), known.getSerialNumber())))
              .setProofOfPossessionSigningKeySigner(CmpSigner.of(pair.getPrivate()));
      Extension usage = known.getExtension(Extension.keyUsage);
      if (usage != null) {
        request.addExtension(Extension.keyUsage, usage.isCritical(), usage.getParsedValue());
      }
      return new PKIBody(
          PKIBody.TYPE_KEY_UPDATE_REQ, new CertReqMessages(request.build().toASN1Structure()));
    } catch (CertificateEncodingException | CertIOException | CRMFException e) {
      throw new PkiException("the request could not be made: " + e.getMessage(), e);
    }
  }
}
