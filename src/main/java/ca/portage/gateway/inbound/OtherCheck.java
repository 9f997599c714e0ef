package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Receipt;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Message;
import ca.portage.spool.OutFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which other bytes of a message the wrong check of its receipt fits, if any. It changes no
 * verdict; it tells an admin whether the content was changed on its way, or the gateway only
 * computes the check by another rule than ours (CIG ).
 */
final class OtherCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OtherCheck.class);

  private OtherCheck() {}

  /** A sentence for the admin; empty where nothing fits. */
  static String of(Workbench bench, Message message, Receipt receipt, Scratch scratch) {
    try {
      return receipt.mic().isEmpty()
          ? ""
          : explain(receipt.mic().get(), bench.spool().out(message.id()), scratch);
    } catch (IOException e) {
      LOG.warn(
          "{}: what its wrong check fits could not be looked up: {}", message.id(), e.toString());
      return "";
    }
  }

  private static String explain(Mic reported, OutFolder out, Scratch scratch) throws IOException {
    if (fitsSignature(reported, out)) {
      return " It fits our signature and not the content under it, as an old draft has it (CIG Q-28):"
          + " the content seems to have arrived. Show the help desk both.";
    }
    Content payload = Content.of(out.payload());
    Optional<String> fits = Optional.empty();
    if (Mic.of(payload, reported.algorithm()).matches(reported)) {
      fits = Optional.of("the dropped file");
    } else if (Mic.of(CanonicalText.crlf(payload, scratch), reported.algorithm())
        .matches(reported)) {
      fits = Optional.of("the dropped file with CR LF line ends");
    }
    return fits.map(
            what ->
                " It fits "
                    + what
                    + " without the headers of its part: the content seems to have arrived, and the"
                    + " check to be made by another rule. Show the help desk both.")
        .orElse("");
  }

  /** Messages packaged before signatures were kept have none. */
  private static boolean fitsSignature(Mic reported, OutFolder out) throws IOException {
    if (!Files.exists(out.signature())) {
      return false;
    }
    Content signature = Content.of(out.signature());
    return Mic.of(signature, reported.algorithm()).matches(reported);
  }
}
