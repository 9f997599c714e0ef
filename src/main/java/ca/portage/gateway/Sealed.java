package ca.portage.gateway;

import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.ledger.Report;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.spool.Addressed;
import ca.portage.spool.Durable;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What was signed and encrypted in an exchange, and its evidence: without it nobody could prove
 * later what is in the bytes that only the gateway can open.
 *
 * @param part the exact bytes that were signed
 * @param signature the detached SignedData, DER
 */
public record Sealed(Content part, byte[] signature) {
  /** Copies the signature. */
  public Sealed {
    signature = signature.clone();
  }

  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /**
   * What the exchange sealed last.
   *
   * @throws IllegalStateException if its route seals nothing
   */
  public static Sealed of(Exchange exchange) {
    Sealed sealed = exchange.getProperty(ExchangeKeys.SEALED, Sealed.class);
    if (sealed == null) {
      throw new IllegalStateException(
          "the route has no step that joins part and signature; restore its step multipart");
    }
    return sealed;
  }

  /**
   * Keeps the signature and the certificates, and of a part that has no payload in the spool the
   * part itself.
   *
   * @param packed the bytes and header lines that go out
   * @return what the ledger keeps of it
   */
  public Report keep(
      Workbench bench, String id, Packed packed, boolean wholePart, Exchange exchange)
      throws IOException, MalformedMimeException {
    OutFolder out = bench.spool().out(id);
    Content signed = Content.of(signature);
    Report report =
        Report.empty()
            .with("part", Sha256.of(part).sha256Hex())
            .with("signature", Durable.writeOver(out.signature(), signed).sha256Hex())
            .with("wire", packed.wire().sha256Hex())
            .with("headers", Sha256.of(Content.of(out.headers())).sha256Hex())
            .with("signer", keep(bench, exchange, CryptoCms.SIGNING_CHAIN))
            .with("recipients", keep(bench, exchange, CryptoCms.RECIPIENTS));
    if (wholePart) {
      Durable.writeOver(out.part(), part);
      return report;
    }
    Content body = EntityReader.read(part, MimeLimits.DEFAULT).body();
    byte[] head = part.slice(0, part.size() - body.size()).toBytes(1 << 16);
    return report.with("head", new String(head, StandardCharsets.ISO_8859_1));
  }

  private static List<String> keep(Workbench bench, Exchange exchange, String property)
      throws IOException {
    List<String> kept = new ArrayList<>();
    for (Object certificate : exchange.getProperty(property, List.of(), List.class)) {
      kept.add(keep(bench.spool().certificates(), (X509Certificate) certificate));
    }
    return kept;
  }

  /** Keeps one certificate; gives its SHA-256. */
  public static String keep(Addressed certificates, X509Certificate certificate)
      throws IOException {
    try {
      return certificates.keep(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException("a certificate in use has no encoding", e);
    }
  }
}
