package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import java.time.Instant;
import java.util.Optional;

/**
 * Something the gateway has for a client, from its queueing on.
 *
 * @param client the address it is for
 * @param messageId the id it goes out under, with its angle brackets
 * @param about for a receipt: the id of the interchange it acknowledges; nothing for an interchange
 * @param wire the encrypted bytes, the same at every download
 * @param mic the digest of the signed part, which a receipt for it must name
 * @param queued when it was queued
 * @param waiting whether the next download takes it along
 * @param fetches how many complete downloads took it along
 * @param acknowledgement the client's receipt for it
 */
public record Outgoing(
    String client,
    String messageId,
    Optional<String> about,
    Content wire,
    Mic mic,
    Instant queued,
    boolean waiting,
    int fetches,
    Optional<Acknowledgement> acknowledgement) {

  /**
   * What a client said of an interchange.
   *
   * @param at when its receipt came
   * @param disposition as spelled in the receipt
   * @param processed whether that means success
   */
  public record Acknowledgement(Instant at, String disposition, boolean processed) {}

  /** Whether this is a receipt, which nobody acknowledges (CIG I-18). */
  public boolean receipt() {
    return about.isPresent();
  }

  Outgoing fetched() {
    return with(false, fetches + 1, acknowledgement);
  }

  Outgoing again() {
    return with(true, fetches, acknowledgement);
  }

  Outgoing acknowledged(Acknowledgement by) {
    return with(waiting, fetches, Optional.of(by));
  }

  private Outgoing with(boolean wait, int times, Optional<Acknowledgement> by) {
    return new Outgoing(client, messageId, about, wire, mic, queued, wait, times, by);
  }
}
