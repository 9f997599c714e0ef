package ca.portage.ledger;

/**
 * A receipt of ours whose wire bytes are in the spool.
 *
 * @param id its ULID
 * @param file the name an admin sees
 * @param messageId its own message id
 * @param wireSha256 of the wire bytes, hexadecimal
 * @param wireBytes their number
 */
public record NewReceipt(
    String id, String file, String messageId, String wireSha256, long wireBytes) {}
