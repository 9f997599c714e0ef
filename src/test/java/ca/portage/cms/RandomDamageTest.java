package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged messages of every kind, DER and BER, fail only as a message can fail. */
class RandomDamageTest {
  private static final int ROUNDS = 2000;
  private static final long SEED = 20_260_101;

  @TempDir Path folder;

  /** One way to read a message. */
  private interface Reading {
    void read(byte[] message, Scratch scratch) throws CmsException, IOException;
  }

  @Test
  void ofADetachedSignature() throws Exception {
    damage(
        CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), Samples.classic()),
        (message, scratch) -> CmsVerifier.detached(Samples.interchange(), message));
  }

  @Test
  void ofAnOpaqueSignature() throws Exception {
    try (Scratch own = new Scratch(folder)) {
      damage(
          CmsSigner.opaque(Samples.interchange(), Party.BROKER.signing(), Samples.classic(), own)
              .toBytes(100_000),
          (message, scratch) -> CmsVerifier.opaque(Content.of(message), scratch));
    }
  }

  @Test
  void ofAnEnvelopeOfIndefiniteLength() throws Exception {
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    generator.addRecipientInfoGenerator(
        new JceKeyTransRecipientInfoGenerator(Party.GATEWAY.certificate()));
    byte[] ber =
        generator
            .generate(
                new CMSProcessableByteArray(Samples.INTERCHANGE),
                new JceCMSContentEncryptorBuilder(
                        new org.bouncycastle.asn1.ASN1ObjectIdentifier(
                            ContentCipher.AES128_CBC.oid()))
                    .build())
            .getEncoded();

    assertThat(ber[1]).isEqualTo((byte) 0x80);
    damage(
        ber,
        (message, scratch) ->
            CmsDecryptor.decrypt(
                Content.of(message), List.of(Party.GATEWAY.decryption()), scratch));
  }

  private void damage(byte[] good, Reading reading) throws IOException {
    Random random = new Random(SEED);
    int refused = 0;
    try (Scratch scratch = new Scratch(folder)) {
      for (int round = 0; round < ROUNDS; round++) {
        try {
          reading.read(damaged(good, random), scratch);
        } catch (CmsException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS * 3 / 4);
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bad = good.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bad.length);
      switch (random.nextInt(4)) {
        case 0 -> bad[at] = (byte) random.nextInt(256);
        case 1 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bad = Arrays.copyOf(bad, at + 1);
        default -> System.arraycopy(good, 0, bad, at, Math.min(16, bad.length - at));
      }
    }
    return bad;
  }
}
