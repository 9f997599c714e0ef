package ca.portage.gateway;

import ca.portage.cms.Digest;
import ca.portage.cms.component.CryptoCms;
import ca.portage.config.MessageForm;
import ca.portage.config.SignatureEncoding;
import ca.portage.content.Content;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.SignedForm;
import java.security.SecureRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code multipart}: joins the signed part and its detached signature into the multipart/signed
 * entity that is then encrypted whole (CIG G-01s to G-06s).
 */
final class SealStep implements Processor {
  private final Workbench bench;
  private final SecureRandom random = new SecureRandom();

  SealStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    MessageForm form = bench.profile().message();
    Content part = exchange.getIn().getMandatoryBody(Content.class);
    byte[] signature = exchange.getIn().getHeader(CryptoCms.SIGNED_DATA, byte[].class);
    exchange.getIn().removeHeader(CryptoCms.SIGNED_DATA);
    exchange.setProperty(ExchangeKeys.SEALED, new Sealed(part, signature));
    exchange
        .getIn()
        .setBody(
            MessageWriter.signed(
                part,
                signature,
                Digest.parse(form.digest()).orElseThrow(),
                MessageWriter.boundary(bench.clock(), random, part),
                new SignedForm(
                    form.encoding() == SignatureEncoding.BASE64,
                    form.quotedBoundary(),
                    form.partLengths())));
  }
}
