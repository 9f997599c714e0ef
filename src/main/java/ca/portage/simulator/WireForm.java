package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import ca.portage.simulator.http.RequestHead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the gateway spells what it sends; one implementation for each {@link GatewayForm}. */
interface WireForm {

  /**
   * What a receipt says.
   *
   * @param original the head of the request it acknowledges
   * @param mic the digest of the interchange's part, if it could be read
   * @param finding what became of it
   */
  record ReceiptFacts(RequestHead original, Optional<Mic> mic, Finding finding) {}

  /**
   * The body of a download and the value of its {@code Content-Type}, which may be folded.
   *
   * @param contentType as written after the header's colon and blank
   */
  record Download(String contentType, Content body) {}

  /** The part of an interchange that is signed: headers, blank line, content. */
  Content interchange(String mediaType, Content canonical);

  /** The part of a receipt that is signed (CIG I-07 to I-13). */
  Content receipt(ReceiptFacts facts);

  /** The entity that is encrypted: the part as given, and its signature. */
  Content signed(Content part, byte[] signature, boolean receipt);

  /** A download with every item as an encrypted part (CIG K-11 to K-15). */
  Download download(List<Outgoing> items);

  /** A new message id with its angle brackets. */
  String nextId();

  /** A point in time as the value of {@code Date}. */
  String date(Instant at);

  /** The status line of an answer. */
  String statusLine(int status);

  /** The {@code Server} header's value. */
  String server();
}
