package ca.portage.fuzz;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsSigner;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.Disposition;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.Mic;
import ca.portage.ediint.OriginalMessage;
import ca.portage.ediint.ReceiptWriter;
import ca.portage.ediint.SignedForm;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import ca.portage.mime.MultipartWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;

/** Inputs to begin with: what is well formed, made by our own writers. */
final class Seeds {
  private static final int MOST = 1 << 20;
  private static final String BOUNDARY = "=_seed";

  private Seeds() {}

  /** Writes the seeds of a target into a folder. */
  static void write(Target target, Path folder) throws Exception {
    Files.createDirectories(folder);
    int number = 0;
    for (byte[] seed : of(target)) {
      Files.write(folder.resolve("seed" + number++), seed);
    }
  }

  static List<byte[]> of(Target target) throws Exception {
    return switch (target) {
      case T1 -> heads();
      case T2 -> List.of(multipart("\r\n", 4), multipart("\n", 4), multipart("\r\n", 2000));
      case T3 -> List.of(receipt(), signed(), bytes("Content-Type: a/b;\r\n x=\"y\"\r\n\r\nz"));
      case T4 -> enveloped();
      case T5 -> signatures();
      case T6 -> List.of(receipt());
      case T7 -> correlation();
      case T8 -> interchanges();
      case T9 -> List.of(quickStore());
      case T10 -> certificates();
      case T11 -> channels();
    };
  }

  private static List<byte[]> heads() {
    return List.of(
        bytes(
            "HTTP/1.1 200 OK\r\n"
                + "Content-Type: multipart/mixed; boundary=\"x\"\r\n"
                + "Content-Length: 7\r\n\r\n"),
        bytes("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nTransfer-Encoding: chunked\r\n\r\n"));
  }

  private static byte[] multipart(String lineEnd, int bodyBytes) throws IOException {
    Content part = bytesOf("Content-Type: text/plain\r\n\r\n" + "x".repeat(bodyBytes));
    byte[] body = MultipartWriter.write(BOUNDARY, List.of(part, part)).toBytes(MOST);
    String text = new String(body, StandardCharsets.ISO_8859_1).replace("\r\n", lineEnd);
    return bytes(BOUNDARY + "\n\u0003\u0001" + text);
  }

  private static byte[] receipt() throws IOException {
    MessageId ours = new MessageId("<ours@broker.example>");
    return ReceiptWriter.write(
            new OriginalMessage(ours, Headers.of(new Header("Message-Id", ours.value()))),
            Optional.of(Mic.of(Content.of(Fuzzing.signedText()), Digest.SHA256)),
            Disposition.PROCESSED,
            new ReceiptWriter.Form("rfc822; edi@gateway.example", "The message was taken.", true),
            BOUNDARY)
        .toBytes(MOST);
  }

  private static byte[] signed() throws IOException, CmsException {
    byte[] signature = CmsSigner.detached(text(), Fuzzing.signing(), algorithms(Digest.SHA1));
    return MessageWriter.signed(
            text(), signature, Digest.SHA1, BOUNDARY, new SignedForm(true, true, true))
        .toBytes(MOST);
  }

  private static List<byte[]> enveloped() throws IOException, CmsException {
    List<byte[]> seeds = new ArrayList<>();
    for (ContentCipher cipher :
        List.of(ContentCipher.DES3_CBC, ContentCipher.AES128_CBC, ContentCipher.AES128_GCM)) {
      for (KeyTransport transport : KeyTransport.values()) {
        seeds.add(enveloped(text(), cipher, transport));
      }
    }
    seeds.add(compressed(Fuzzing.signedText()));
    seeds.add(
        enveloped(
            Content.of(compressedEntity(Fuzzing.signedText())),
            ContentCipher.AES256_GCM,
            KeyTransport.PKCS1));
    return seeds;
  }

  private static byte[] enveloped(Content content, ContentCipher cipher, KeyTransport transport)
      throws IOException, CmsException {
    CmsAlgorithms algorithms =
        new CmsAlgorithms(Digest.SHA256, SignatureScheme.PKCS1, cipher, transport, false, true);
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      return CmsEncryptor.encrypt(
              content, List.of(Fuzzing.decryption().certificate()), algorithms, scratch)
          .toBytes(MOST);
    }
  }

  /** Nobody but others compresses: made by BouncyCastle. */
  private static byte[] compressed(byte[] content) throws IOException {
    try {
      return new CMSCompressedDataGenerator()
          .generate(new CMSProcessableByteArray(content), new ZlibCompressor())
          .getEncoded();
    } catch (CMSException e) {
      throw new IOException(e);
    }
  }

  private static byte[] compressedEntity(byte[] content) throws IOException {
    return bytes(
        "Content-Type: application/pkcs7-mime; smime-type=compressed-data\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(compressed(content)));
  }

  private static List<byte[]> signatures() throws IOException, CmsException {
    List<byte[]> seeds = new ArrayList<>();
    for (Digest digest : List.of(Digest.SHA1, Digest.SHA256)) {
      seeds.add(CmsSigner.detached(text(), Fuzzing.signing(), algorithms(digest)));
      try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
        byte[] opaque =
            CmsSigner.opaque(text(), Fuzzing.signing(), algorithms(digest), scratch).toBytes(MOST);
        seeds.add(opaque);
        seeds.add(compressed(opaque));
      }
    }
    seeds.add(compressedEntity(compressed(Fuzzing.signedText())));
    return seeds;
  }

  private static CmsAlgorithms algorithms(Digest digest) {
    return new CmsAlgorithms(
        digest, SignatureScheme.PKCS1, ContentCipher.DES3_CBC, KeyTransport.PKCS1, false, true);
  }

  private static List<byte[]> correlation() throws IOException {
    return List.of(
        bytes("<20260302.1430.7@broker.example>"),
        bytes("20260302.1430.7"),
        bytes("automatic-action/MDN-sent-automatically; processed/error: decryption-failed"),
        bytes(Mic.of(text(), Digest.SHA1).toString()));
  }

  private static List<byte[]> interchanges() {
    return List.of(
        bytes("UNA:+.? 'UNB+UNOA:2+A+B+260302:1430+71'\r\nUNH+1+CUSREP'\r\nUNZ+1+71'\r\n"),
        bytes("UNB+UNOA:3+A+B+260302:1430+71'UNZ+0+71'"),
        Fuzzing.signedText());
  }

  /** The key store with one iteration of each derivation: 100,000 inputs have to be tried. */
  private static byte[] quickStore() throws GeneralSecurityException, IOException {
    for (String property : List.of("mac", "certPbe", "keyPbe")) {
      System.setProperty("keystore.pkcs12." + property + "IterationCount", "1");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, Fuzzing.password());
    store.setKeyEntry(
        Fuzzing.SIGNING,
        Fuzzing.signing().key(),
        Fuzzing.password(),
        new Certificate[] {Fuzzing.signer()});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, Fuzzing.password());
    return out.toByteArray();
  }

  private static List<byte[]> certificates() throws IOException, GeneralSecurityException {
    byte[] signer = Fuzzing.signer().getEncoded();
    byte[] list = Fuzzing.revocations().getEncoded();
    byte[] forged = Fuzzing.forgedRevocations();
    return List.of(
        signer,
        pem("CERTIFICATE", signer),
        Fuzzing.authority().getEncoded(),
        list,
        pem("X509 CRL", list),
        forged,
        pem("X509 CRL", forged));
  }

  private static byte[] pem(String type, byte[] der) {
    return bytes(
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)));
  }

  private static List<byte[]> channels() throws IOException {
    return List.of(
        bytes(
            Files.readString(Path.of("config", "channels", "cig.yaml"))
                .replace("profile: cig-2026", "profile: small")),
        bytes(
            "profile: small\n"
                + "environment: RTR1\n"
                + "sender: a@b\n"
                + "submit: https://g/P\n"
                + "collect: https://g/G\n"
                + "identity:\n"
                + "  keystore: k.p12\n"
                + "  signing: s\n"
                + "  decryption: [e]\n"
                + "gateway:\n"
                + "  encryption: e.pem\n"
                + "  signing: s.pem\n"
                + "trust: t\n"));
  }

  private static Content text() {
    return Content.of(Fuzzing.signedText());
  }

  private static Content bytesOf(String text) {
    return Content.of(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
