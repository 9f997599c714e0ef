package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.cms.CompressedData;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSCompressedDataStreamGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed messages as BouncyCastle writes them, and those that are none (RFC 3274; E13). */
class CompressedDataTest {
  private static final InflationLimit LIMIT = new InflationLimit(64 << 20, 100);

  @TempDir Path folder;
  private Scratch scratch;

  @BeforeEach
  void prepare() {
    scratch = new Scratch(folder);
  }

  @AfterEach
  void clean() {
    scratch.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 1 << 20, 3 << 20})
  void whatWentInComesOut(int size) throws Exception {
    byte[] content = Samples.random(size);

    assertThat(inflated(compressed(content))).isEqualTo(content);
    assertThat(inflated(inPieces(content))).isEqualTo(content);
  }

  @Test
  void theContentInfoMayBeLeftOut() throws Exception {
    byte[] bare =
        ContentInfo.getInstance(compressed(Samples.INTERCHANGE))
            .getContent()
            .toASN1Primitive()
            .getEncoded();

    assertThat(inflated(bare)).isEqualTo(Samples.INTERCHANGE);
  }

  @Test
  void everyCutIsMalformed() throws Exception {
    byte[] good = compressed(Samples.INTERCHANGE);
    for (int length = 0; length < good.length; length++) {
      assertThat(refused(Arrays.copyOf(good, length))).as("%d", length).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void noSingleChangedByteGivesOtherContent() throws Exception {
    byte[] good = compressed(Samples.INTERCHANGE);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x04;
      try {
        assertThat(inflated(bad)).as("%d", at).isEqualTo(Samples.INTERCHANGE);
      } catch (CmsException e) {
        assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
      }
    }
  }

  @Test
  void bytesBehindTheCompressedContentAreMalformed() throws Exception {
    byte[] stream = zlib(Samples.INTERCHANGE);

    assertThat(
            refused(
                structure("1.2.840.113549.1.9.16.3.8", Arrays.copyOf(stream, stream.length + 1))))
        .isEqualTo(Reason.MALFORMED);
    byte[] good = compressed(Samples.INTERCHANGE);
    assertThat(refused(Arrays.copyOf(good, good.length + 1))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void anotherAlgorithmIsMalformed() throws Exception {
    assertThat(refused(structure("1.2.3.4", zlib(Samples.INTERCHANGE))))
        .isEqualTo(Reason.MALFORMED);
    assertThat(inflated(structure("1.2.840.113549.1.9.16.3.8", zlib(Samples.INTERCHANGE))))
        .isEqualTo(Samples.INTERCHANGE);
  }

  @Test
  void aBombIsRefusedBeforeItHasGoneOff() throws Exception {
    byte[] bomb = compressed(new byte[32 << 20]);

    CmsException e = catchThrowableOfType(CmsException.class, () -> inflated(bomb));

    assertThat(e.reason()).isEqualTo(Reason.COMPRESSION_REFUSED);
    assertThat(e).hasMessageContaining("policy.receive.maxInflationRatio");
    assertThat(written()).isLessThan(100L * bomb.length + (1 << 20));
  }

  /** The control: the same bomb goes off where the limits allow it. */
  @Test
  void theSameBombGoesOffWithoutTheLimit() throws Exception {
    byte[] bomb = compressed(new byte[32 << 20]);

    assertThat(
            CmsInflater.inflate(Content.of(bomb), new InflationLimit(64 << 20, 1100), scratch)
                .size())
        .isEqualTo(32 << 20);
  }

  @Test
  void theAbsoluteLimitHoldsWhateverTheRatio() throws Exception {
    byte[] large = compressed(Samples.random(3 << 20));

    CmsException e =
        catchThrowableOfType(
            CmsException.class,
            () ->
                CmsInflater.inflate(Content.of(large), new InflationLimit(2 << 20, 100), scratch));

    assertThat(e.reason()).isEqualTo(Reason.COMPRESSION_REFUSED);
  }

  @Test
  void aSmallFileMayBeAsRepetitiveAsItLikes() throws Exception {
    byte[] repetitive = new byte[1 << 20];

    assertThat(inflated(compressed(repetitive))).isEqualTo(repetitive);
  }

  @Test
  void theLimitNeverOverflows() {
    assertThat(new InflationLimit(Long.MAX_VALUE, 100).bytesFor(Long.MAX_VALUE / 2))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(new InflationLimit(10, 100).bytesFor(1)).isEqualTo(10);
    assertThat(new InflationLimit(1 << 30, 100).bytesFor(1 << 20)).isEqualTo(100 << 20);
  }

  private long written() {
    long bytes = 0;
    for (java.io.File file : folder.toFile().listFiles()) {
      bytes += file.length();
    }
    return bytes;
  }

  private byte[] inflated(byte[] message) throws Exception {
    return CmsInflater.inflate(Content.of(message), LIMIT, scratch).toBytes(64 << 20);
  }

  private Reason refused(byte[] message) {
    return catchThrowableOfType(CmsException.class, () -> inflated(message)).reason();
  }

  private static byte[] compressed(byte[] content) throws Exception {
    return new CMSCompressedDataGenerator()
        .generate(new CMSProcessableByteArray(content), new ZlibCompressor())
        .getEncoded();
  }

  private static byte[] inPieces(byte[] content) throws Exception {
    CMSCompressedDataStreamGenerator generator = new CMSCompressedDataStreamGenerator();
    generator.setBufferSize(100);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = generator.open(bytes, new ZlibCompressor())) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zlib(byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] structure(String algorithm, byte[] stream) throws Exception {
    return new ContentInfo(
            Oids.COMPRESSED_DATA,
            new CompressedData(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm)),
                new ContentInfo(Oids.DATA, new BEROctetString(stream))))
        .getEncoded();
  }
}
