package ca.portage.simulator;

import java.time.Instant;

/**
 * A receipt that a client returned.
 *
 * @param at when it came
 * @param client the sender's address
 * @param messageId of the receipt itself
 * @param original the id it acknowledges; empty when it names none
 * @param disposition as spelled; empty when there is none
 * @param closes whether it closes one of the gateway's interchanges: id and MIC match and the
 *     disposition is {@code processed}
 * @param why what is wrong with it, or what it closed
 */
public record ReceivedReceipt(
    Instant at,
    String client,
    String messageId,
    String original,
    String disposition,
    boolean closes,
    String why) {}
