package ca.portage.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes a PKCS#12 file in the modern form (RFC 8018 PBES2): AES-256, PBKDF2 with HMAC-SHA-256, the
 * check value with SHA-256. The JDK, openssl and Portage read it.
 */
public final class NewKeyStore {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final int ITERATIONS = 100_000;
  private static final int SALT_BYTES = 16;

  private NewKeyStore() {}

  /**
   * The file's bytes, read once again to be sure of them.
   *
   * @param others certificates to go along, such as those of the issuers
   * @throws PkiException when a key cannot be taken out of where it is, or what was written does
   *     not read as what it should be
   */
  public static byte[] encode(
      List<KeyRing.Entry> keys, List<X509Certificate> others, char[] password) throws PkiException {
    try {
      PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
      List<PKCS12SafeBag> certificates = new ArrayList<>();
      Set<X509Certificate> rest = new LinkedHashSet<>(others);
      for (int i = 0; i < keys.size(); i++) {
        KeyRing.Entry entry = keys.get(i);
        DEROctetString id = new DEROctetString(BigInteger.valueOf(i + 1L).toByteArray());
        builder.addData(
            named(
                new JcaPKCS12SafeBagBuilder(entry.key(), encryptor(password)), entry.alias(), id));
        certificates.add(
            named(new JcaPKCS12SafeBagBuilder(entry.certificate()), entry.alias(), id));
        rest.remove(entry.certificate());
      }
      for (X509Certificate certificate : rest) {
        certificates.add(new JcaPKCS12SafeBagBuilder(certificate).build());
      }
      builder.addEncryptedData(encryptor(password), certificates.toArray(new PKCS12SafeBag[0]));
      byte[] der =
          builder
              .build(
                  new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                      .setProvider(PROVIDER)
                      .setIterationCount(ITERATIONS),
                  password)
              .getEncoded();
      requireSame(keys, Pkcs12.read(der, password));
      return der;
    } catch (PKCSException | OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new PkiException("the new key store could not be made: " + e.getMessage(), e);
    }
  }

  private static PKCS12SafeBag named(
      PKCS12SafeBagBuilder bag, String alias, DEROctetString localKeyId) {
    return bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(alias))
        .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, localKeyId)
        .build();
  }

  private static OutputEncryptor encryptor(char[] password) throws OperatorCreationException {
    PBKDF2Config derivation =
        new PBKDF2Config.Builder()
            .withIterationCount(ITERATIONS)
            .withPRF(PBKDF2Config.PRF_SHA256)
            .withSaltLength(SALT_BYTES)
            .build();
    return new JcePKCSPBEOutputEncryptorBuilder(derivation, NISTObjectIdentifiers.id_aes256_CBC)
        .setProvider(PROVIDER)
        .build(password);
  }

  private static void requireSame(List<KeyRing.Entry> keys, Pkcs12 read) throws PkiException {
    Set<String> written = new TreeSet<>();
    for (KeyRing.Entry entry : keys) {
      written.add(
          entry.alias() + ' ' + modulus(PrivateKeyInfo.getInstance(entry.key().getEncoded())));
    }
    Set<String> found = new TreeSet<>();
    for (Pkcs12.Named<PrivateKeyInfo> key : read.keys) {
      found.add(key.name().orElse("") + ' ' + modulus(key.value()));
    }
    if (!written.equals(found)) {
      throw new PkiException("the new key store does not read as it was written; it was not used");
    }
  }

  private static BigInteger modulus(PrivateKeyInfo key) throws PkiException {
    try {
      return RSAPrivateKey.getInstance(key.parsePrivateKey()).getModulus();
    } catch (IOException e) {
      throw new PkiException("a key of the new key store is damaged; it was not used", e);
    }
  }
}
