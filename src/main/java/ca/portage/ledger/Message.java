package ca.portage.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One message as the ledger knows it.
 *
 * @param id the ledger's own id, a ULID
 * @param channel name of the channel
 * @param direction out to the gateway, or in from it
 * @param kind interchange or receipt; an inbound part counts as interchange until it is verified
 * @param state where it is
 * @param file name of the dropped file
 * @param messageId as on the wire, with angle brackets
 * @param mic {@code base64, sha1}
 * @param attempts how often sending was begun
 * @param sizeBytes of the payload; of a part's or receipt's bytes as sent
 * @param created when its row was made, to the millisecond
 * @param updated when its row last changed
 * @param due when something is to be done with it next
 * @param reason why it is where it is
 * @param sha256 of the payload, hexadecimal
 * @param reference {@code sender/reference} of the interchange
 * @param related the receipt of a message, the message of a receipt, the first of duplicates
 * @param download the download it came in
 * @param part its place in the download, from 0
 * @param temporary file on its way into the inbox
 * @param finalName file in the inbox
 */
public record Message(
    String id,
    String channel,
    Direction direction,
    Kind kind,
    State state,
    Optional<String> file,
    Optional<String> messageId,
    Optional<String> mic,
    int attempts,
    long sizeBytes,
    Instant created,
    Instant updated,
    Optional<Instant> due,
    Optional<String> reason,
    Optional<String> sha256,
    Optional<String> reference,
    Optional<String> related,
    Optional<String> download,
    int part,
    Optional<String> temporary,
    Optional<String> finalName) {}
