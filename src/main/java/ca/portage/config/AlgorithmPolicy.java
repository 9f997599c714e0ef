package ca.portage.config;

import java.util.List;

/**
 * The algorithms and key sizes of one direction; each list holds the words of the file.
 *
 * @param digests of signatures and receipts: {@code sha256}
 * @param signatures {@code pkcs1}, {@code pss}, {@code ecdsa}
 * @param ciphers of the content: {@code aes-256-cbc}
 * @param keyTransports {@code pkcs1}, {@code oaep-sha256}
 * @param minRsaBits the shortest RSA key
 */
public record AlgorithmPolicy(
    List<String> digests,
    List<String> signatures,
    List<String> ciphers,
    List<String> keyTransports,
    int minRsaBits) {
  /** Keeps copies. */
  public AlgorithmPolicy {
    digests = List.copyOf(digests);
    signatures = List.copyOf(signatures);
    ciphers = List.copyOf(ciphers);
    keyTransports = List.copyOf(keyTransports);
  }
}
