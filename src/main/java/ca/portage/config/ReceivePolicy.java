package ca.portage.config;

import java.util.Objects;

/**
 * What is accepted in messages that come in (reliability E4, E12, E13).
 *
 * @param algorithms what a message may be signed and encrypted with; the key size is the signer's
 * @param compression whether compressed messages (RFC 3274) are read
 * @param maxInflatedMib the most that may come out of one, in MiB
 * @param maxInflationRatio the most bytes that may come out for one that went in
 */
public record ReceivePolicy(
    AlgorithmPolicy algorithms, boolean compression, int maxInflatedMib, int maxInflationRatio) {
  /** Refuses null. */
  public ReceivePolicy {
    Objects.requireNonNull(algorithms);
  }
}
