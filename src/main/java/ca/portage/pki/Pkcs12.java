package ca.portage.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * All keys and certificates of a PKCS#12 file (RFC 7292).
 *
 * <p>Why not {@link java.security.KeyStore}: of two keys with one name, as an export of an Entrust
 * profile with its signing and its encryption key may have, it silently keeps one; and the JDK's
 * refuses a password with an accent.
 */
final class Pkcs12 {
  /** Not registered with the process; making it takes longer than reading a file. */
  private static final Provider PROVIDER = new BouncyCastleProvider();

  /** A key or certificate and the name it was given, if any. */
  record Named<T>(Optional<String> name, T value) {}

  final List<Named<PrivateKeyInfo>> keys = new ArrayList<>();
  final List<Named<X509Certificate>> certificates = new ArrayList<>();

  private Pkcs12() {}

  /**
   * Reads a file.
   *
   * @throws UnrecoverableKeyException when the password is wrong
   * @throws IOException when it is damaged or something else
   */
  static Pkcs12 read(byte[] der, char[] password) throws IOException, GeneralSecurityException {
    PKCS12PfxPdu file = new PKCS12PfxPdu(der);
    boolean checked = file.hasMac();
    try {
      if (checked && !file.isMacValid(mac(), password)) {
        throw new UnrecoverableKeyException("the check value of the file does not match");
      }
      Pkcs12 read = new Pkcs12();
      InputDecryptorProvider decryptor =
          new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(PROVIDER).build(password);
      for (ContentInfo content : file.getContentInfos()) {
        boolean encrypted = content.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
        PKCS12SafeBagFactory bags =
            encrypted
                ? new PKCS12SafeBagFactory(content, decryptor)
                : new PKCS12SafeBagFactory(content);
        for (PKCS12SafeBag bag : bags.getSafeBags()) {
          read.add(bag, decryptor);
        }
      }
      return read;
    } catch (PKCSException e) {
      if (checked) {
        throw new IOException("a part cannot be decrypted", e);
      }
      throw new UnrecoverableKeyException("a part cannot be decrypted");
    }
  }

  private static JcePKCS12MacCalculatorBuilderProvider mac() {
    return new JcePKCS12MacCalculatorBuilderProvider().setProvider(PROVIDER);
  }

  private void add(PKCS12SafeBag bag, InputDecryptorProvider decryptor)
      throws PKCSException, GeneralSecurityException, IOException {
    Object value = bag.getBagValue();
    if (value instanceof PKCS8EncryptedPrivateKeyInfo key) {
      keys.add(new Named<>(name(bag), key.decryptPrivateKeyInfo(decryptor)));
    } else if (value instanceof PrivateKeyInfo key) {
      keys.add(new Named<>(name(bag), key));
    } else if (value instanceof X509CertificateHolder certificate) {
      ByteArrayInputStream in = new ByteArrayInputStream(certificate.getEncoded());
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      certificates.add(new Named<>(name(bag), (X509Certificate) factory.generateCertificate(in)));
    }
  }

  private static Optional<String> name(PKCS12SafeBag bag) {
    Attribute[] attributes = bag.getAttributes();
    for (Attribute attribute : attributes == null ? new Attribute[0] : attributes) {
      if (attribute.getAttrType().equals(PKCS12SafeBag.friendlyNameAttribute)
          && attribute.getAttrValues().size() > 0
          && attribute.getAttrValues().getObjectAt(0) instanceof ASN1String name) {
        return Optional.of(name.getString());
      }
    }
    return Optional.empty();
  }
}
