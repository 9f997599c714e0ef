package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Headers;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import java.io.IOException;
import java.util.Optional;

/**
 * What a client's receipt says, read by the letter (RFC 3798 §3; CIG I-07 to I-13).
 *
 * @param original the id it acknowledges, verbatim
 * @param mic the digest it names, if any
 * @param disposition as spelled
 */
record ReceiptFields(String original, Optional<Mic> mic, String disposition) {
  private static final String PROCESSED = "automatic-action/MDN-sent-automatically; processed";

  /**
   * Reads a signed multipart/report.
   *
   * @throws MalformedMimeException if a client should have written it otherwise
   * @throws IOException if it cannot be read
   */
  static ReceiptFields read(Entity report) throws MalformedMimeException, IOException {
    ContentType type = report.contentType();
    if (!type.parameter("report-type").filter("disposition-notification"::equals).isPresent()) {
      throw new MalformedMimeException("report-type is not disposition-notification");
    }
    Parts parts = MultipartReader.parts(report.body(), type.boundary(), MimeLimits.DEFAULT);
    if (!parts.closed() || parts.parts().size() < 2) {
      throw new MalformedMimeException("a report of fewer than two parts");
    }
    for (Content part : parts.parts()) {
      Entity entity = EntityReader.read(part, MimeLimits.DEFAULT);
      if (entity.contentType().is("message/disposition-notification")) {
        return fields(EntityReader.read(entity.body(), MimeLimits.DEFAULT).headers());
      }
    }
    throw new MalformedMimeException("a report without message/disposition-notification");
  }

  private static ReceiptFields fields(Headers fields) throws MalformedMimeException {
    if (!fields.first("Final-Recipient").orElse("").matches("rfc822; ?\\S+@\\S+")) {
      throw new MalformedMimeException("Final-Recipient is not rfc822; address");
    }
    Optional<String> mic = fields.first("Received-Content-MIC");
    return new ReceiptFields(
        required(fields, "Original-Message-ID"),
        mic.isPresent() ? Optional.of(Mic.parse(mic.get())) : Optional.empty(),
        required(fields, "Disposition"));
  }

  private static String required(Headers fields, String name) throws MalformedMimeException {
    return fields
        .first(name)
        .orElseThrow(() -> new MalformedMimeException("a receipt without " + name));
  }

  /** Whether the disposition is the one spelling of success (CIG I-09). */
  boolean processed() {
    return disposition.equals(PROCESSED);
  }

  /** Whether the disposition is one of the four errors (CIG I-10 to I-13). */
  boolean failed() {
    for (Finding finding : Finding.values()) {
      Optional<String> word = finding.error();
      if (word.isPresent() && disposition.equals(PROCESSED + "/Error: " + word.get())) {
        return true;
      }
    }
    return false;
  }
}
