package ca.portage.fuzz;

import ca.portage.config.ChannelFileTarget;
import ca.portage.gateway.http.HttpHeadTarget;
import ca.portage.mime.MultipartTarget;
import ca.portage.pki.CertificateTarget;
import ca.portage.pki.KeyStoreTarget;
import java.util.Locale;

/** The readers that are fuzzed, by their numbers in reliability §3. */
public enum Target {
  /** Status line and headers of an answer. */
  T1("HTTP answer head", HttpHeadTarget.class, 4096, HttpHeadTarget::fuzzerTestOneInput),
  /** The body of a download, read in chunks and through windows of any size. */
  T2("multipart splitter", MultipartTarget.class, 8192, MultipartTarget::fuzzerTestOneInput),
  /** Header blocks, parameters, transfer encodings. */
  T3("MIME headers", HeaderTarget.class, 4096, HeaderTarget::fuzzerTestOneInput),
  /** EnvelopedData and AuthEnvelopedData, and what is compressed in it. */
  T4("CMS enveloped", EnvelopedTarget.class, 4096, EnvelopedTarget::fuzzerTestOneInput),
  /** SignedData, detached and opaque, compressed entities, and the path from the signer. */
  T5("CMS signed", SignedTarget.class, 8192, SignedTarget::fuzzerTestOneInput),
  /** Receipts, and the verdict on them. */
  T6("receipt", ReceiptTarget.class, 4096, ReceiptTarget::fuzzerTestOneInput),
  /** Message ids, checks and dispositions, as a receipt names them. */
  T7("correlation", CorrelationTarget.class, 512, CorrelationTarget::fuzzerTestOneInput),
  /** EDIFACT and record interchanges. */
  T8("interchange sniffer", InterchangeTarget.class, 2048, InterchangeTarget::fuzzerTestOneInput),
  /** Key stores. */
  T9("PKCS#12 file", KeyStoreTarget.class, 8192, KeyStoreTarget::fuzzerTestOneInput),
  /** Files of certificates and of revocation lists. */
  T10(
      "certificate and CRL file",
      CertificateTarget.class,
      4096,
      CertificateTarget::fuzzerTestOneInput),
  /** Channel files. */
  T11("channel file", ChannelFileTarget.class, 2048, ChannelFileTarget::fuzzerTestOneInput);

  /** Reads an input and throws whatever must not be thrown. */
  interface Reading {
    void read(byte[] input) throws Exception;
  }

  private final String shown;
  private final Class<?> target;
  private final int maxBytes;
  private final Reading reading;

  Target(String shown, Class<?> target, int maxBytes, Reading reading) {
    this.shown = shown;
    this.target = target;
    this.maxBytes = maxBytes;
    this.reading = reading;
  }

  String shown() {
    return shown;
  }

  String className() {
    return target.getName();
  }

  /** The longest input that is made up. */
  int maxBytes() {
    return maxBytes;
  }

  void read(byte[] input) throws Exception {
    reading.read(input);
  }

  /** The name of its folder of seeds and findings. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
