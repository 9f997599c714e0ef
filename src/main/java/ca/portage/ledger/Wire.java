package ca.portage.ledger;

/**
 * What the ledger knows of the bytes that are sent, to prove the spool still holds them.
 *
 * @param sha256 64 hexadecimal digits
 * @param sizeBytes their number
 */
public record Wire(String sha256, long sizeBytes) {}
