package ca.portage.app.trust;

import ca.portage.app.KeyStrength;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.Environments;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the certificate that messages are encrypted to. */
final class Recipients {
  /** A path is as dear to check as a message to sign; time passes slowly for certificates. */
  private static final Duration CHOSEN_FOR = Duration.ofSeconds(30);

  private final Channel channel;
  private final Environments environments;
  private final AlgorithmPolicy policy;
  private final Standing standing;
  private volatile Choice choice;

  private record Choice(
      X509Certificate chosen,
      List<X509Certificate> named,
      List<X509Certificate> found,
      Trust trust,
      Instant at) {
    boolean holds(
        List<X509Certificate> nowNamed,
        List<X509Certificate> nowFound,
        Trust nowTrust,
        Instant now) {
      return nowNamed == named
          && nowFound == found
          && nowTrust == trust
          && !now.isBefore(at)
          && now.isBefore(at.plus(CHOSEN_FOR))
          && now.isBefore(chosen.getNotAfter().toInstant());
    }
  }

  Recipients(
      Channel channel, Environments environments, AlgorithmPolicy policy, Standing standing) {
    this.channel = channel;
    this.environments = environments;
    this.policy = policy;
    this.standing = standing;
  }

  /**
   * The newest certificate that may be used.
   *
   * @param named by an admin, in a file: believed without a path, but not once revoked
   * @param found in the directory: believed by their path alone
   * @throws IllegalStateException if there is none
   */
  X509Certificate newest(
      List<X509Certificate> named, List<X509Certificate> found, Trust trust, Instant now) {
    Choice last = choice;
    if (last != null && last.holds(named, found, trust, now)) {
      return last.chosen();
    }
    List<String> reasons = new ArrayList<>();
    List<X509Certificate> candidates =
        Stream.concat(named.stream(), found.stream())
            .distinct()
            .filter(c -> !now.isBefore(c.getNotBefore().toInstant()))
            .filter(c -> !now.isAfter(c.getNotAfter().toInstant()))
            .sorted(Comparator.comparing(X509Certificate::getNotBefore).reversed())
            .toList();
    for (X509Certificate candidate : candidates) {
      Optional<String> reason = refusal(candidate, named.contains(candidate), trust, now);
      if (reason.isEmpty()) {
        choice = new Choice(candidate, named, found, trust, now);
        return candidate;
      }
      reasons.add(reason.get());
    }
    throw new IllegalStateException(
        reasons.isEmpty()
            ? "no encryption certificate of the gateway is valid now; put the current one into the"
                + " file the channel names under gateway.encryption"
            : "nothing is encrypted to the gateway: " + String.join("; ", reasons));
  }

  private Optional<String> refusal(
      X509Certificate candidate, boolean named, Trust trust, Instant now) {
    Optional<String> unfit =
        GatewayFiles.foreign(channel, environments, candidate)
            .or(() -> KeyStrength.weakness("the gateway's encryption key", candidate, policy));
    if (unfit.isPresent()) {
      return unfit;
    }
    try {
      standing.require(trust, trust.encryptionPath(candidate, now), now);
      return Optional.empty();
    } catch (UntrustedException e) {
      boolean passing =
          named
              && e.reason() != UntrustedException.Reason.REVOKED
              && e.reason() != UntrustedException.Reason.STATUS_UNKNOWN;
      return passing ? Optional.empty() : Optional.of(e.getMessage());
    }
  }
}
