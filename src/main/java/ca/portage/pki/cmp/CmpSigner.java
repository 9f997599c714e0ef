package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.security.PrivateKey;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs with RSA and SHA-256, the one form that every CA since RFC 4210 takes. */
final class CmpSigner {
  private CmpSigner() {}

  static ContentSigner of(PrivateKey key) throws PkiException {
    try {
      return new JcaContentSignerBuilder("SHA256withRSA").build(key);
    } catch (OperatorCreationException e) {
      throw new PkiException("our key cannot sign the request: " + e.getMessage(), e);
    }
  }
}
