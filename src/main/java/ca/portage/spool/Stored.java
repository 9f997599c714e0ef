package ca.portage.spool;

/**
 * What one pass over some bytes found.
 *
 * @param sizeBytes how many there were
 * @param sha256Hex their SHA-256, 64 lower-case hexadecimal digits
 */
public record Stored(long sizeBytes, String sha256Hex) {}
