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
 * deciphered to its end, also under a key that can only be wrong.
 *
 * <p>Measured in processor time of this thread, so that other load does not count by itself; and as
 * the median of the ratios to a decryption of the same round, so that neither a slow spell of the
 * machine nor a few disturbed rounds count.
 */
class DecryptionTimingTest {
  private static final Logger LOG = LoggerFactory.getLogger(DecryptionTimingTest.class);
  private static final List<DecryptionKey> KEYS = List.of(Party.GATEWAY.decryption());
  private static final int CONTENT_BYTES = 900_000;
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 25;
  private static final String OPENED = "opened";

  /** A short cut saves nearly all of it; noise of a busy machine moves a median by some percent. */
  private static final double MOST = 2;

  @TempDir Path folder;

  /** Something that takes time. */
  private interface Work {
    void run() throws IOException;
  }

  @Test
  void everyFailureTakesTheTimeOfADecryptionAndAShortCutWouldBeSeen() throws Exception {
    byte[] good = message(ContentCipher.DES3_CBC);
    Map<String, Work> works = new LinkedHashMap<>();
    works.put(OPENED, decrypting(good));
    works.put("wrong end of the content", decrypting(flipped(good, good.length - 9)));
    works.put("content key without padding", decrypting(withKey(good, "RSA/ECB/NoPadding", 256)));
    works.put("content key of 7 bytes", decrypting(withKey(good, "RSA/ECB/PKCS1Padding", 7)));
    works.put("another content key", decrypting(withKey(good, "RSA/ECB/PKCS1Padding", 24)));
    String shortCut = "control: stops at the content key";
    works.put(shortCut, structureOnly(good));

    Map<String, Double> ratios = ratios(works);

    LOG.info("processor time of failures, of that of a decryption: {}", ratios);
    double control = ratios.remove(shortCut);
    assertThat(ratios.values()).allMatch(DecryptionTimingTest::uniform);
    assertThat(uniform(control)).as("whether the short cut passes for a decryption").isFalse();
  }

  private static boolean uniform(double ratio) {
    return ratio < MOST && ratio > 1 / MOST;
  }

  /** The median, over rounds in which each of them has its turn, of the ratio to the first. */
  private static Map<String, Double> ratios(Map<String, Work> works) throws IOException {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double opened = nanos(works.get(OPENED));
      for (Map.Entry<String, Work> each : works.entrySet()) {
        double ratio = nanos(each.getValue()) / opened;
        if (round >= 0) {
          all.computeIfAbsent(each.getKey(), k -> new ArrayList<>()).add(ratio);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, ratios) -> {
          Collections.sort(ratios);
          medians.put(name, ratios.get(ROUNDS / 2));
        });
    return medians;
  }

  private static long nanos(Work work) throws IOException {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
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
