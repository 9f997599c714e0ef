package ca.portage.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * A dropped file that is in the spool and wants a row.
 *
 * @param id its ULID, made before the file was renamed
 * @param channel name of the channel
 * @param file its name as dropped
 * @param sha256 of its bytes, hexadecimal
 * @param sizeBytes their number
 * @param reference {@code sender/reference}, if the interchange names one
 * @param duplicateWindow how far back to look for the same content or reference; zero means not at
 *     all, as for a resubmission an operator asked for
 */
public record NewClaim(
    String id,
    String channel,
    String file,
    String sha256,
    long sizeBytes,
    Optional<String> reference,
    Duration duplicateWindow) {}
