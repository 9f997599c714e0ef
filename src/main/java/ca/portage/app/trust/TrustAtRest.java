package ca.portage.app.trust;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.config.Revocation;
import ca.portage.pki.Gap;
import ca.portage.pki.PkiException;
import ca.portage.pki.RevocationCheck;
import ca.portage.pki.RevocationRule;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom a channel believes, for commands beside the service: by its trust folder and by what the
 * service keeps of the directory and of missed lists. Judges as the service does; asks nobody and
 * changes nothing.
 */
public final class TrustAtRest implements RevocationCheck {
  private final Trust trust;
  private final RevocationRule rule;
  private final MissedLists missed;
  private final Clock clock;

  private TrustAtRest(Trust trust, RevocationRule rule, MissedLists missed, Clock clock) {
    this.trust = trust;
    this.rule = rule;
    this.missed = missed;
    this.clock = clock;
  }

  /**
   * Reads the files of a channel.
   *
   * @throws PkiException if one cannot be used
   */
  public static TrustAtRest read(Home home, Channel channel, Clock clock) throws PkiException {
    Trust folder = Trust.load(channel.trust());
    Trust all =
        new DirectoryFile(home, channel)
            .read()
            .map(copy -> folder.with(copy.lists(), copy.authorities()))
            .orElse(folder);
    return new TrustAtRest(all, rule(channel), missed(home, channel), clock);
  }

  static RevocationRule rule(Channel channel) {
    Revocation revocation = channel.revocation();
    return new RevocationRule(revocation.mode() == Revocation.Mode.HARD, revocation.grace());
  }

  static MissedLists missed(Home home, Channel channel) {
    Path file = DirectoryFile.folder(home).resolve(channel.name() + ".missed");
    return new MissedLists(file);
  }

  /** The authorities and lists. */
  public Trust trust() {
    return trust;
  }

  @Override
  public void require(List<X509Certificate> path) throws UntrustedException {
    trust.requireNotRevoked(path, clock.instant());
    requireNoneMissed(trust, path);
  }

  @Override
  public RevocationCheck over(Trust folder) {
    return path -> {
      if (!folder.revocationLists().isEmpty()) {
        requireNoneMissed(folder, path);
      }
    };
  }

  private void requireNoneMissed(Trust by, List<X509Certificate> path) throws UntrustedException {
    Instant now = clock.instant();
    Optional<Gap> gap = by.gap(path, now);
    if (gap.isPresent()) {
      rule.require(gap.get(), missed.known(gap.get().certificate()).orElse(now), now);
    }
  }
}
