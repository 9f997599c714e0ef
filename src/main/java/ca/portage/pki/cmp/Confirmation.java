package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.CertificateConfirmationContentBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Tells the CA whether we take the certificate it issued (RFC 4210 §5.3.18). */
final class Confirmation {
  private Confirmation() {}

  static PKIBody accepting(X509Certificate issued) throws PkiException {
    return body(content(issued));
  }

  static PKIBody rejecting(X509Certificate issued) throws PkiException {
    CertStatus accepted = content(issued).toCertStatusArray()[0];
    CertStatus rejected =
        new CertStatus(
            accepted.getCertHash().getOctets(),
            BigInteger.ZERO,
            new PKIStatusInfo(PKIStatus.rejection));
    return body(CertConfirmContent.getInstance(new DERSequence(rejected)));
  }

  private static PKIBody body(CertConfirmContent content) {
    return new PKIBody(PKIBody.TYPE_CERT_CONFIRM, content);
  }

  private static CertConfirmContent content(X509Certificate issued) throws PkiException {
    try {
      return new CertificateConfirmationContentBuilder()
          .addAcceptedCertificate(new JcaX509CertificateHolder(issued), BigInteger.ZERO)
          .build(new JcaDigestCalculatorProviderBuilder().build())
          .toASN1Structure();
    } catch (CertificateEncodingException | CMPException | OperatorCreationException e) {
      throw new PkiException("the confirmation could not be made: " + e.getMessage(), e);
    }
  }
}
