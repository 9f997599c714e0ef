package ca.portage.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * The answer to one poll.
 *
 * @param id names its files in the spool
 * @param channel name of the channel
 * @param requestMessageId message id of our own request
 * @param state where it is
 * @param opened committed before the request was sent
 * @param stored when the raw answer was in the spool
 * @param sizeBytes of the raw answer
 * @param sha256 of the raw answer, hexadecimal
 * @param complete false if it was cut
 * @param due when it is to be unpacked
 * @param reason why it is where it is
 */
public record Download(
    String id,
    String channel,
    String requestMessageId,
    DownloadState state,
    Instant opened,
    Optional<Instant> stored,
    long sizeBytes,
    Optional<String> sha256,
    boolean complete,
    Optional<Instant> due,
    Optional<String> reason) {}
