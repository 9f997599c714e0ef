package ca.portage.cms;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Runs in a Java of its own with little memory: every operation on one large file, the seconds each
 * took into a report. Arguments: the file, a folder for temporary files, the report.
 */
final class LargeContentProcess {
  private static final List<DecryptionKey> KEYS = List.of(Party.GATEWAY.decryption());
  private static final CmsAlgorithms SIGNING =
      Samples.signing(Digest.SHA256, SignatureScheme.PKCS1);

  private final List<String> report = new ArrayList<>();
  private final Content large;
  private final Path folder;

  private LargeContentProcess(Content large, Path folder) {
    this.large = large;
    this.folder = folder;
    report.add(CryptoProviders.description());
  }

  /** One operation; what it throws ends the process. */
  private interface Step<T> {
    T run() throws CmsException, IOException;
  }

  public static void main(String[] arguments) throws CmsException, IOException {
    LargeContentProcess process =
        new LargeContentProcess(Content.of(Path.of(arguments[0])), Path.of(arguments[1]));
    process.signatures();
    process.envelope(ContentCipher.AES256_CBC);
    process.envelope(ContentCipher.AES256_GCM);
    process.inflation();
    Files.write(Path.of(arguments[2]), process.report);
  }

  private void signatures() throws CmsException, IOException {
    byte[] signature =
        timed("sign", () -> CmsSigner.detached(large, Party.GATEWAY.signing(), SIGNING));
    timed("verify", () -> CmsVerifier.detached(large, signature));
    try (Scratch scratch = new Scratch(folder)) {
      Content opaque =
          timed(
              "sign opaque",
              () -> CmsSigner.opaque(large, Party.GATEWAY.signing(), SIGNING, scratch));
      timed("verify opaque", () -> CmsVerifier.opaque(opaque, scratch));
    }
  }

  private void envelope(ContentCipher cipher) throws CmsException, IOException {
    try (Scratch scratch = new Scratch(folder)) {
      Content message =
          timed(
              "encrypt " + cipher.word(),
              () ->
                  CmsEncryptor.encrypt(
                      large,
                      List.of(Party.GATEWAY.certificate()),
                      Samples.encrypting(cipher, KeyTransport.PKCS1),
                      scratch));
      Content back =
          timed("decrypt " + cipher.word(), () -> CmsDecryptor.decrypt(message, KEYS, scratch));
      if (back.size() != large.size()) {
        throw new IOException("the content came back with " + back.size() + " bytes");
      }
    }
  }

  private void inflation() throws CmsException, IOException {
    try (Scratch scratch = new Scratch(folder);
        ContentSink sink = scratch.sink()) {
      try (OutputStream out =
          new DeflaterOutputStream(sink, new Deflater(Deflater.NO_COMPRESSION), 1 << 16)) {
        large.copyTo(out);
      }
      Content stream = sink.content();
      byte[] prefix =
          new DerPrefix(stream.size())
              .wrap(DerPrefix.OCTETS)
              .wrap(DerPrefix.EXPLICIT_0)
              .before(Asn1.der(Oids.DATA))
              .wrap(DerPrefix.SEQUENCE)
              .before(Asn1.der(new AlgorithmIdentifier(Oids.ZLIB)))
              .before(Asn1.der(new ASN1Integer(0)))
              .wrap(DerPrefix.SEQUENCE)
              .bytes();
      Content message = Content.join(Content.of(prefix), stream);
      InflationLimit limit = new InflationLimit(large.size(), 100);
      Content back = timed("inflate", () -> CmsInflater.inflate(message, limit, scratch));
      if (back.size() != large.size()) {
        throw new IOException("the content came back with " + back.size() + " bytes");
      }
    }
  }

  private <T> T timed(String name, Step<T> step) throws CmsException, IOException {
    long start = System.nanoTime();
    T result = step.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    report.add(
        String.format(
            Locale.ROOT, "%s %.2f s, %.0f MB/s", name, seconds, large.size() / 1e6 / seconds));
    return result;
  }
}
