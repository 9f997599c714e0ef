package ca.portage.ledger.journal;

/**
 * A place where the journal is not as it was written.
 *
 * @param place file and line, for an editor
 * @param text what is wrong there
 */
public record Damage(String place, String text) {}
