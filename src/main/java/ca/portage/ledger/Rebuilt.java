package ca.portage.ledger;

import ca.portage.ledger.journal.Damage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rebuilt ledger is made of.
 *
 * @param segments files of the journal that were read; 0 if there is no journal
 * @param rows how many rows each table has
 * @param damages where the journal is not as it was written
 * @param unfinished lines at the journal's end that no commit covers
 * @param passedOver lines of tables this Portage does not have
 * @param fromSidecars rows that only a sidecar tells
 * @param unreadable sidecars that could not be read, and why
 * @param inDoubt rows that wait for an operator, because nobody knows whether they are the last
 *     word
 * @param differences rows of each table that the present ledger has otherwise; empty if there is
 *     none, or none that can be read
 */
public record Rebuilt(
    int segments,
    Map<String, Long> rows,
    List<Damage> damages,
    long unfinished,
    long passedOver,
    long fromSidecars,
    List<String> unreadable,
    long inDoubt,
    Optional<Map<String, Long>> differences) {}
