package ca.portage.gateway.inbound;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import ca.portage.ediint.Recognition;
import ca.portage.ediint.SignedMessage;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code open}: the exact bytes that were signed, and the signature over them (CIG I-06), out of
 * multipart/signed or opaque SignedData, compressed or not (CIG H-06).
 */
final class OpenStep implements Processor {
  /** Exchange property: what follows was decrypted, and is to be believed by nobody yet. */
  static final String DECRYPTED = "PortageDecrypted";

  private final Workbench bench;

  OpenStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Content entity = exchange.getIn().getMandatoryBody(Content.class);
    exchange.setProperty(DECRYPTED, Boolean.TRUE);
    if (!Recognition.canBeMessage(entity)) {
      throw CmsException.decryptionFailed();
    }
    exchange.setProperty(ExchangeKeys.OPENED, entity);
    Scratch scratch = bench.scratch(exchange);
    SignedMessage signed = SignedMessage.open(uncompressed(entity, exchange, scratch), scratch);
    exchange.getIn().removeHeader(CryptoCms.SIGNED_DATA);
    if (signed.opaque().isPresent()) {
      exchange.getIn().setBody(signed.opaque().get());
      claim(exchange, CmsVerifier.peek(signed.opaque().get(), MimeLimits.DEFAULT.maxHeaderBytes()));
      return;
    }
    exchange.getIn().setHeader(CryptoCms.SIGNED_DATA, signed.signature().orElseThrow());
    exchange.getIn().setBody(signed.signedPart());
    claim(exchange, signed.signedPart());
  }

  /** Whatever calls itself a receipt is not answered with one (CIG I-18, reliability F11). */
  static void claim(Exchange exchange, Content entity) throws IOException {
    if (isReport(entity)) {
      exchange.setProperty(ExchangeKeys.CLAIMS_RECEIPT, Boolean.TRUE);
    }
  }

  private static boolean isReport(Content entity) throws IOException {
    try {
      return EntityReader.readUnsigned(entity, MimeLimits.DEFAULT)
          .contentType()
          .is("multipart/report");
    } catch (MalformedMimeException e) {
      return false;
    }
  }

  /**
   * Takes off a compressed layer outside the signature. Nobody has vouched for it yet, so damage to
   * it is told like damage to the encryption round it (reliability E15).
   */
  private Content uncompressed(Content entity, Exchange exchange, Scratch scratch)
      throws CmsException, MalformedMimeException, IOException {
    Optional<Content> compressed = CompressedEntity.find(entity, false, scratch);
    if (compressed.isEmpty()) {
      return entity;
    }
    try {
      Content inflated = Compression.of(bench).inflate(compressed.get(), scratch);
      exchange.setProperty(Compression.INFLATED, Boolean.TRUE);
      return inflated;
    } catch (CmsException e) {
      throw e.reason() == CmsException.Reason.MALFORMED ? CmsException.decryptionFailed() : e;
    }
  }
}
