package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import java.time.Instant;

/**
 * An interchange the gateway accepted.
 *
 * @param at when it came
 * @param client the sender's address
 * @param messageId as spelled in the request
 * @param mediaType of its part
 * @param content the exact bytes of the part's body, in the simulator's folder
 * @param mic the digest the receipt names
 * @param wireSha256 of the encrypted body, lower-case hex
 * @param repeats how often the same request came again
 */
public record ReceivedInterchange(
    Instant at,
    String client,
    String messageId,
    String mediaType,
    Content content,
    Mic mic,
    String wireSha256,
    int repeats) {

  ReceivedInterchange repeated() {
    return new ReceivedInterchange(
        at, client, messageId, mediaType, content, mic, wireSha256, repeats + 1);
  }
}
