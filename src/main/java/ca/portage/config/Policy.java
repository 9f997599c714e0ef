package ca.portage.config;

import java.util.Objects;

/**
 * Which algorithms and key sizes a profile tolerates. On send it guards the choices under {@code
 * message} and our keys; on receive it judges what others chose.
 *
 * @param send what we may write
 * @param receive what others may have written
 */
public record Policy(AlgorithmPolicy send, ReceivePolicy receive) {
  /** Refuses null. */
  public Policy {
    Objects.requireNonNull(send);
    Objects.requireNonNull(receive);
  }
}
