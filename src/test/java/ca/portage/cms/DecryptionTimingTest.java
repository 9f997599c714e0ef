package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every failure to decrypt costs what a decryption costs (reliability E15): the content is always
 * deciphered to its end, also under a key that can only be wrong. Measured in processor time of
 * this thread, so that other load does not count.
 */
class DecryptionTimingTest {
  private static final Logger LOG = LoggerFactory.getLogger(DecryptionTimingTest.class);
  private static final List<DecryptionKey> KEYS = List.of(Party.GATEWAY.decryption());
  private static final int CONTENT_BYTES = 900_000;
  private static final int ROUNDS = 9;

  @TempDir Path folder;

  /** Something that takes time. */
  private interface Work {
    void run() throws IOException;
  }

  @Test
  void everyFailureTakesTheTimeOfADecryption() throws Exception {
    byte[] good = message(ContentCipher.DES3_CBC);
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("opened", decrypting(good));
    works.put("wrong end of the content", decrypting(flipped(good, good.length - 9)));
    works.put("content key without padding", decrypting(withKey(good, "RSA/ECB/NoPadding", 256)));
    works.put("content key of 7 bytes", decrypting(withKey(good, "RSA/ECB/PKCS1Padding", 7)));
    works.put("another content key", decrypting(withKey(good, "RSA/ECB/PKCS1Padding", 24)));
    works.put("control: stops at the content key", structureOnly(good));

    Map<String, Double> millis = medians(works);

    LOG.info("processor time of failures in ms: {}", millis);
    double control = millis.remove("control: stops at the content key");
    double fastest = Collections.min(millis.values());
    assertThat(Collections.max(millis.values())).isLessThan(2 * fastest);
    assertThat(control).as("the control would be seen").isLessThan(fastest / 2);
  }

  private Map<String, Double> medians(Map<String, Work> works) throws IOException {
    Map<String, List<Long>> all = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Work> each : works.entrySet()) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        each.getValue().run();
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        all.computeIfAbsent(each.getKey(), k -> new ArrayList<>()).add(taken);
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, taken) -> {
          Collections.sort(taken);
          medians.put(name, taken.get(ROUNDS / 2) / 1e6);
        });
    return medians;
  }

  private Work decrypting(byte[] message) {
    return () -> {
      try (Scratch scratch = new Scratch(folder)) {
        CmsDecryptor.decrypt(Content.of(message), KEYS, scratch);
      } catch (CmsException e) {
        assertThat(e.reason()).isEqualTo(CmsException.Reason.DECRYPTION_FAILED);
      }
    };
  }

  /** What a reader would spend that gives up when the content key does not come out. */
  private static Work structureOnly(byte[] message) {
    return () -> {
      try {
        EnvelopeStructure.read(Content.of(message), java.io.OutputStream.nullOutputStream());
      } catch (CmsException e) {
        throw new IOException(e);
      }
    };
  }

  private byte[] message(ContentCipher cipher) throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      return CmsEncryptor.encrypt(
              Content.of(Samples.random(CONTENT_BYTES)),
              List.of(Party.GATEWAY.certificate()),
              Samples.encrypting(cipher, KeyTransport.PKCS1),
              scratch)
          .toBytes(1 << 20);
    }
  }

  private static byte[] flipped(byte[] message, int at) {
    byte[] copy = message.clone();
    copy[at] ^= 0x55;
    return copy;
  }

  private static byte[] withKey(byte[] message, String transformation, int bytes) throws Exception {
    byte[] plain = new byte[bytes];
    Arrays.fill(plain, 1, bytes, (byte) 0x5a);
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.ENCRYPT_MODE, Party.GATEWAY.certificate().getPublicKey());
    EnvelopedData data = EnvelopedData.getInstance(ContentInfo.getInstance(message).getContent());
    KeyTransRecipientInfo good =
        KeyTransRecipientInfo.getInstance(
            RecipientInfo.getInstance(data.getRecipientInfos().getObjectAt(0)).getInfo());
    RecipientInfo other =
        new RecipientInfo(
            new KeyTransRecipientInfo(
                good.getRecipientIdentifier(),
                good.getKeyEncryptionAlgorithm(),
                new DEROctetString(cipher.doFinal(plain))));
    return new ContentInfo(
            Oids.ENVELOPED_DATA,
            new EnvelopedData(
                null, new DERSet(other), data.getEncryptedContentInfo(), (ASN1Set) null))
        .getEncoded();
  }
}
