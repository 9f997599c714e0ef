package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.ledger.Report;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Headers;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a message says of itself and nothing rests on: its date (CIG Q-24), the id and date of the
 * message inside the part (CIG Q-03), the length of what was signed (CIG Q-16). It is kept beside
 * what was proved, so that an admin can compare it with what the help desk sees.
 */
final class Claimed {
  private static final Logger LOG = LoggerFactory.getLogger(Claimed.class);
  private static final int MOST_CHARACTERS = 200;

  private Claimed() {}

  /**
   * Adds what is claimed to a report.
   *
   * @param opened the message as it was decrypted
   * @param signed the part that its signature covers
   */
  static Report add(Report report, InboundPart part, Content opened, Content signed)
      throws IOException {
    Headers inner = headers(opened);
    Report more = with(report, "date", part.headers().first("Date"));
    more = with(more, "innerId", inner.first("Message-Id"));
    more = with(more, "innerDate", inner.first("Date"));
    Optional<String> length = otherLength(signed);
    length.ifPresent(
        says -> LOG.warn("{}: its signed part {}; the length is not used", part.id(), says));
    return with(more, "length", length);
  }

  private static Report with(Report report, String fact, Optional<String> value) {
    return value.isEmpty() ? report : report.with(fact, shortened(value.get().strip()));
  }

  private static String shortened(String text) {
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
  }

  /** None where it is no MIME entity, as a bare SignedData is none. */
  private static Headers headers(Content opened) throws IOException {
    try {
      return EntityReader.readUnsigned(opened, MimeLimits.DEFAULT).headers();
    } catch (MalformedMimeException e) {
      return Headers.none();
    }
  }

  private static Optional<String> otherLength(Content signed) throws IOException {
    try {
      Entity entity = EntityReader.read(signed, MimeLimits.DEFAULT);
      String bytes = Long.toString(entity.body().size());
      return entity
          .headers()
          .first("Content-Length")
          .map(String::strip)
          .filter(says -> !says.equals(bytes))
          .map(says -> "says " + shortened(says) + " bytes and has " + bytes);
    } catch (MalformedMimeException e) {
      return Optional.empty();
    }
  }
}
