package ca.portage.pki;

import ca.portage.pki.TestAuthority.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** Writes a PKCS#12 file as exports of an Entrust profile may be: every key has the same name. */
final class NamesakeKeyStore {
  private static final BouncyCastleProvider BC = new BouncyCastleProvider();

  private NamesakeKeyStore() {}

  static void write(Path file, char[] password, String name, Issued... issued) throws Exception {
    List<PKCS12SafeBag> certificates = new ArrayList<>();
    PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
    for (Issued each : issued) {
      builder.addData(bag(new JcaPKCS12SafeBagBuilder(each.key(), encryptor(password)), name));
      certificates.add(bag(new JcaPKCS12SafeBagBuilder(each.certificate()), name));
    }
    builder.addEncryptedData(encryptor(password), certificates.toArray(new PKCS12SafeBag[0]));
    byte[] der =
        builder.build(new JcePKCS12MacCalculatorBuilder().setProvider(BC), password).getEncoded();
    Files.write(file, der);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static PKCS12SafeBag bag(PKCS12SafeBagBuilder builder, String name) {
    if (!name.isEmpty()) {
      builder.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(name));
    }
    return builder.build();
  }

  private static OutputEncryptor encryptor(char[] password) throws Exception {
    return new JcePKCSPBEOutputEncryptorBuilder(
            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
        .setProvider(BC)
        .build(password);
  }
}
