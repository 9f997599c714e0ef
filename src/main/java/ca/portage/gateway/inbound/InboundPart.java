package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.ediint.MessageId;
import ca.portage.mime.Headers;
import ca.portage.mime.MalformedMimeException;
import java.util.Optional;

/**
 * One part of a download.
 *
 * @param id the ledger's id
 * @param headers the part's clear headers
 * @param body its encrypted bytes, as a view on the stored answer
 * @param broken why its headers cannot be read to their end, if so; {@code headers} are those
 *     before
 */
record InboundPart(
    String id, Headers headers, Content body, Optional<MalformedMimeException> broken) {

  /** The id that its sender gave it, if it is one that a header line can hold. */
  Optional<String> messageId() {
    return messageId(headers);
  }

  /** The same, before the part has its row. */
  static Optional<String> messageId(Headers headers) {
    return headers.first("Message-Id").flatMap(MessageId::read).map(MessageId::value);
  }
}
