package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * AuthEnvelopedData whose attributes are authenticated too, as BouncyCastle writes it (RFC 5083).
 */
class AuthenticatedAttributesTest {
  @TempDir Path folder;

  @Test
  void theyAreCheckedWithTheContent() throws Exception {
    byte[] message = message();
    byte[] changed = message.clone();
    int at = new String(message, "ISO-8859-1").indexOf("attribute value");
    changed[at] ^= 1;

    try (Scratch scratch = new Scratch(folder)) {
      assertThat(open(message, scratch).toBytes(10_000)).isEqualTo(Samples.INTERCHANGE);
      assertThat(at).isPositive();
      assertThatThrownBy(() -> open(changed, scratch)).isInstanceOf(CmsException.class);
    }
  }

  private static Content open(byte[] message, Scratch scratch) throws Exception {
    return CmsDecryptor.decrypt(Content.of(message), List.of(Party.GATEWAY.decryption()), scratch);
  }

  private static byte[] message() throws Exception {
    Hashtable<Object, Object> attributes = new Hashtable<>();
    attributes.put(
        PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
        new Attribute(
            PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
            new DERSet(new DERUTF8String("attribute value"))));
    CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
    generator.setAuthenticatedAttributeGenerator(
        new SimpleAttributeTableGenerator(new AttributeTable(attributes)));
    generator.addRecipientInfoGenerator(
        new JceKeyTransRecipientInfoGenerator(Party.GATEWAY.certificate()));
    OutputAEADEncryptor encryptor =
        (OutputAEADEncryptor)
            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                .setProvider(new BouncyCastleProvider())
                .build();
    return generator
        .generate(new CMSProcessableByteArray(Samples.INTERCHANGE), encryptor)
        .getEncoded();
  }
}
