package ca.portage.gateway.inbound;

import ca.portage.cms.Digest;
import ca.portage.cms.Grounds;
import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Verdict;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Sealed;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Download;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.spool.Durable;
import ca.portage.spool.InFolder;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * The evidence that a part was rightly believed: the bytes as they were decrypted, the certificates
 * and revocation lists that were looked at, and a report of what was found.
 */
final class Believed {
  /** Whoever sends a thousand does not fill the disk with them. */
  private static final int CERTIFICATES = 10;

  private Believed() {}

  /**
   * Keeps what a part whose signature has verified rests on.
   *
   * @param signed the exact bytes the signature covers
   * @return what the ledger keeps of it
   */
  static Report keep(Workbench bench, Exchange exchange, Message message, Content signed, Mic mic)
      throws IOException {
    InFolder in = bench.spool().in(message.download().orElseThrow());
    Content opened = exchange.getProperty(ExchangeKeys.OPENED, Content.class);
    Grounds grounds = exchange.getProperty(CryptoCms.GROUNDS, Grounds.class);
    Report report =
        Report.empty()
            .with("opened", Durable.writeOver(in.opened(message.part()), opened).sha256Hex())
            .with("signed", Sha256.of(signed).sha256Hex())
            .with("digest", exchange.getProperty(CryptoCms.DIGEST, Digest.class).word())
            .with("mic", mic.toString())
            .with("checked", grounds.at().toString())
            .with("path", path(bench, grounds))
            .with("crls", lists(bench, grounds));
    InboundPart part = exchange.getProperty(ExchangeKeys.PART, InboundPart.class);
    report = Claimed.add(report, part, opened, signed);
    String download = message.download().orElseThrow();
    Optional<String> raw = bench.ledger().download(download).flatMap(Download::sha256);
    if (raw.isPresent()) {
      report = report.with("raw", raw.get());
    }
    return Files.exists(in.hdr())
        ? report.with("answer", Sha256.of(Content.of(in.hdr())).sha256Hex())
        : report;
  }

  /**
   * Keeps what a part that is rejected was looked at with: who signed it, if its signature
   * verified, and what spoke against that.
   *
   * @return what the ledger keeps of it
   */
  static Report refused(Workbench bench, Exchange exchange, String id, Rejection rejection)
      throws IOException {
    Report report = Report.empty().with("reason", rejection.reason());
    Optional<String> raw =
        bench
            .ledger()
            .message(id)
            .flatMap(Message::download)
            .flatMap(bench.ledger()::download)
            .flatMap(Download::sha256);
    if (raw.isPresent()) {
      report = report.with("raw", raw.get());
    }
    Grounds grounds = exchange.getProperty(CryptoCms.PRESENTED, Grounds.class);
    if (grounds == null) {
      return report;
    }
    Grounds few =
        new Grounds(
            grounds.at(),
            grounds.path().subList(0, Math.min(CERTIFICATES, grounds.path().size())),
            grounds.revocationLists());
    return report
        .with("checked", grounds.at().toString())
        .with("path", path(bench, few))
        .with("crls", lists(bench, few));
  }

  private static List<String> path(Workbench bench, Grounds grounds) throws IOException {
    List<String> kept = new ArrayList<>();
    for (X509Certificate certificate : grounds.path()) {
      kept.add(Sealed.keep(bench.spool().certificates(), certificate));
    }
    return kept;
  }

  private static List<String> lists(Workbench bench, Grounds grounds) throws IOException {
    List<String> kept = new ArrayList<>();
    try {
      for (X509CRL list : grounds.revocationLists()) {
        kept.add(bench.spool().revocationLists().keep(list, list::getEncoded));
      }
    } catch (CRLException e) {
      throw new IOException("a revocation list in use has no encoding", e);
    }
    return kept;
  }

  /** What a receipt was found to prove. */
  static Report of(Verdict verdict) {
    return Report.empty().with("verdict", verdict.kind().name()).with("reasons", verdict.reasons());
  }

  /** Of a receipt that names no message of ours. */
  static Report stranger(String reason) {
    return Report.empty().with("verdict", Verdict.Kind.NOT_PROOF.name()).with("reasons", reason);
  }
}
