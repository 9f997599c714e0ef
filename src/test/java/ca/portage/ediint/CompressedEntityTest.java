package ca.portage.ediint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException;
import ca.portage.cms.InflationLimit;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.MalformedMimeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compressed layer of a message, in each wrapping it comes in (RFC 5402; CIG H-06). */
class CompressedEntityTest {
  private static final byte[] ENTITY =
      "Content-Type: application/edi-consent\r\n\r\nTEST0001\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final InflationLimit LIMIT = new InflationLimit(1 << 20, 100);

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
  @ValueSource(
      strings = {
        "Content-Type: application/pkcs7-mime; smime-type=compressed-data",
        "content-type: Application/PKCS7-MIME; smime-type=\"signed-data\"",
        "Content-Type: application/x-pkcs7-mime",
      })
  void itIsToldByItsIdentifierWhateverTheHeaderSays(String header) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(compressed(ENTITY));
    byte[] entity =
        (header + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64 + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(inflated(entity)).isEqualTo(ENTITY);
  }

  @Test
  void itMayComeWithoutMime() throws Exception {
    assertThat(inflated(compressed(ENTITY))).isEqualTo(ENTITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/edi-consent\r\n\r\nx",
        "Content-Type: application/pkcs7-mime\r\n\r\nno object",
        "no header at all",
        "",
      })
  void anythingElseIsLeftToOthers(String entity) throws Exception {
    Content content = Content.of(entity.getBytes(StandardCharsets.US_ASCII));

    assertThat(CompressedEntity.find(content, false, scratch)).isEmpty();
    assertThat(CompressedEntity.find(content, true, scratch)).isEmpty();
  }

  @Test
  void aBlankLineBeforeSignedHeadersMeansThatThereAreNone() throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(compressed(ENTITY));
    Content entity =
        Content.of(
            ("\r\nContent-Type: application/pkcs7-mime\r\n\r\n" + base64)
                .getBytes(StandardCharsets.US_ASCII));

    assertThat(CompressedEntity.find(entity, true, scratch)).isEmpty();
    assertThat(CompressedEntity.find(entity, false, scratch)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "binary", "quoted-printable", "pem"})
  void aLargeMessageThatIsNotCompressedIsKnownByItsFirstBytes(String encoding) throws Exception {
    Content signed = large("30820100" + "06092a864886f70d010702" + "a0", encoding);
    AtomicLong read = new AtomicLong();

    assertThat(CompressedEntity.find(counting(signed, read), false, scratch)).isEmpty();
    assertThat(read).hasValueLessThan(128 << 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "binary", "quoted-printable", "pem"})
  void aLargeOneThatIsCompressedIsFoundInEveryEncoding(String encoding) throws Exception {
    Content compressed = large("3080" + "060b2a864886f70d0109100109" + "a080", encoding);

    assertThat(CompressedEntity.find(compressed, false, scratch)).isPresent();
  }

  /** An object that begins so, and 400,000 bytes of it. */
  private static Content large(String hex, String encoding) {
    byte[] object = Arrays.copyOf(HexFormat.of().parseHex(hex), 400_000);
    String base64 = Base64.getMimeEncoder().encodeToString(object);
    byte[] body =
        switch (encoding) {
          case "binary" -> object;
          case "pem" ->
              ("-----BEGIN PKCS7-----\n" + base64 + "\n-----END PKCS7-----\n").getBytes(US_ASCII);
          case "quoted-printable" -> quoted(object).getBytes(US_ASCII);
          default -> base64.getBytes(US_ASCII);
        };
    String header =
        "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: "
            + (encoding.equals("pem") ? "7bit" : encoding)
            + "\r\n\r\n";
    return Content.join(Content.of(header.getBytes(US_ASCII)), Content.of(body));
  }

  private static String quoted(byte[] object) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < object.length; i++) {
      text.append("=%02X".formatted(object[i])).append(i % 20 == 19 ? "=\r\n" : "");
    }
    return text.toString();
  }

  private static Content counting(Content content, AtomicLong read) {
    return new Content() {
      @Override
      public long size() {
        return content.size();
      }

      @Override
      public InputStream open() throws IOException {
        return new FilterInputStream(content.open()) {
          @Override
          public int read() throws IOException {
            read.incrementAndGet();
            return super.read();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            read.addAndGet(Math.max(n, 0));
            return n;
          }
        };
      }
    };
  }

  @Test
  void twiceCompressedIsRefused() throws Exception {
    assertThatThrownBy(() -> inflated(compressed(compressed(ENTITY))))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("more than once");
  }

  @Test
  void whatWasAcceptedOnceIsUncoveredWithoutALimit() throws Exception {
    byte[] large = new byte[8 << 20];
    Content entity = Content.of(compressed(large));

    assertThat(CompressedEntity.uncovered(entity, false, scratch).size()).isEqualTo(large.length);
    assertThat(CompressedEntity.uncovered(Content.of(ENTITY), true, scratch).toBytes(1000))
        .isEqualTo(ENTITY);
  }

  @Test
  void aBombIsRefusedWithTheKeyToTurn() throws Exception {
    assertThatThrownBy(() -> inflated(compressed(new byte[8 << 20])))
        .isInstanceOf(CmsException.class)
        .hasMessageContaining("maxInflatedMib");
  }

  private byte[] inflated(byte[] entity) throws Exception {
    Content found = CompressedEntity.find(Content.of(entity), false, scratch).orElseThrow();
    return CompressedEntity.inflate(found, LIMIT, scratch).toBytes(1 << 20);
  }

  private static byte[] compressed(byte[] content) throws Exception {
    return new CMSCompressedDataGenerator()
        .generate(new CMSProcessableByteArray(content), new ZlibCompressor())
        .getEncoded();
  }
}
