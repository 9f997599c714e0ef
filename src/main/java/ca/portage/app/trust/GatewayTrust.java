package ca.portage.app.trust;

import ca.portage.cms.CmsException;
import ca.portage.cms.Grounds;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.DistinguishedName;
import ca.portage.config.Environments;
import ca.portage.config.Home;
import ca.portage.config.Profile;
import ca.portage.ledger.Ledger;
import ca.portage.pki.Lifetime;
import ca.portage.pki.PkiException;
import ca.portage.pki.Reread;
import ca.portage.pki.RevocationCheck;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Whom one channel believes and encrypts to at this moment. Safe for use by several threads; only
 * {@link #look()} changes anything.
 */
public final class GatewayTrust implements RevocationCheck {
  /** Lists end at any second, but an hour more or less of notice is no matter. */
  private static final Duration STANDING = Duration.ofMinutes(1);

  private final Channel channel;
  private final Environments environments;
  private final Reread<GatewayFiles> files;
  private final Optional<DirectoryKeeper> directory;
  private final Standing standing;
  private final MetPaths met = new MetPaths();
  private final Recipients recipients;
  private final TrustLook look;
  private final Clock clock;
  private final AskingTrust asking;
  private Looked looked;

  /** When certificates were last looked through, and by which trust. */
  private record Looked(Trust of, Instant at) {}

  private GatewayTrust(Home home, Channel channel, Profile profile, Ledger ledger, Clock clock)
      throws PkiException {
    Environments environments = profile.environments();
    AlgorithmPolicy policy = profile.policy().send();
    this.channel = channel;
    this.environments = environments;
    this.clock = clock;
    Concerns concerns = new Concerns(channel.name(), ledger);
    this.files =
        new Reread<>(
            GatewayFiles.watched(channel), () -> GatewayFiles.read(channel, environments, policy));
    this.directory =
        channel
            .directory()
            .map(
                settings ->
                    new DirectoryKeeper(
                        channel,
                        settings,
                        environments,
                        new DirectoryFile(home, channel),
                        concerns));
    this.asking = new AskingTrust(files, directory, met);
    this.standing = new Standing(TrustAtRest.rule(channel), TrustAtRest.missed(home, channel));
    this.recipients = new Recipients(channel, environments, policy, standing);
    this.look = new TrustLook(channel, ledger, concerns, standing);
  }

  /**
   * Reads a channel's files and the copy of what its directory answered; asks nobody yet.
   *
   * @param profile says which names the gateway has in which environment, and how long keys are
   * @throws PkiException if a file is wrong, or belongs to another environment (CIG O-05)
   */
  public static GatewayTrust open(
      Home home, Channel channel, Profile profile, Ledger ledger, Clock clock) throws PkiException {
    return new GatewayTrust(home, channel, profile, ledger, clock);
  }

  /** The authorities, revocation lists and intermediate certificates as of now. */
  public Trust trust() {
    return asking.trust();
  }

  /**
   * The certificate to encrypt to: the newest one that is valid, of this environment, and not
   * revoked.
   *
   * @throws IllegalStateException if there is none now; the message says why and what to do
   */
  public X509Certificate recipient() {
    Instant now = clock.instant();
    return recipients.newest(
        files.current().encryption(),
        directory.map(d -> d.encryption(now)).orElse(List.of()),
        trust(),
        now);
  }

  /** Every encryption certificate there is to choose from, by file and by directory. */
  public List<X509Certificate> encryptionCertificates() {
    return Stream.concat(
            files.current().encryption().stream(),
            directory.stream().flatMap(d -> d.encryption(clock.instant()).stream()))
        .distinct()
        .toList();
  }

  /** The revocation lists that the directory will be asked for again before they end. */
  public List<X509CRL> renewing() {
    return directory.map(DirectoryKeeper::renewing).orElse(List.of());
  }

  /** How long what is watched for its end alone is good; see {@link MetPaths#lifetimes}. */
  public List<Lifetime> metLifetimes() {
    return met.lifetimes(directory.flatMap(DirectoryKeeper::copy), this::expects, clock.instant());
  }

  /** The certificates that are pinned by file: a message need not bring these. */
  public List<X509Certificate> signers() {
    return files.current().signing();
  }

  /** Whether a certificate is the gateway's, by file or by name, and of this environment. */
  public boolean expects(X509Certificate signer) {
    return GatewayFiles.foreign(channel, environments, signer).isEmpty()
        && (files.current().signing().contains(signer)
            || DistinguishedName.of(signer.getSubjectX500Principal())
                .filter(channel.gateway().signer()::contains)
                .isPresent());
  }

  /**
   * Checks a signer at the time of receipt, by path and by revocation lists. A signer that no list
   * tells of, or that has no path, is asked for in the directory, once. Whether a list is missing
   * is judged as of now: one that is made later tells of the time of receipt too.
   *
   * @param included certificates that may help to find the path
   * @param received when the message was stored; empty means now
   * @throws CmsException with the reason
   */
  public Grounds check(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received)
      throws CmsException {
    Instant now = clock.instant();
    Instant at = received.orElse(now);
    try {
      List<X509Certificate> path = asking.path(signer, included, at, now);
      Trust trust = asking.withListsFor(path, now);
      trust.requireNotRevoked(path, at);
      standing.require(trust, path, now);
      return new Grounds(at, path, listsOf(trust, path));
    } catch (UntrustedException e) {
      throw new CmsException(
          switch (e.reason()) {
            case EXPIRED -> CmsException.Reason.SIGNER_EXPIRED;
            case NOT_YET_VALID -> CmsException.Reason.SIGNER_NOT_YET_VALID;
            case REVOKED -> CmsException.Reason.SIGNER_REVOKED;
            case STATUS_UNKNOWN -> CmsException.Reason.SIGNER_STATUS_UNKNOWN;
            default -> CmsException.Reason.SIGNER_UNTRUSTED;
          },
          e.getMessage());
    }
  }

  /** What a signer that nobody here believes showed of itself, and what lists say of it. */
  public Grounds presented(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
    List<X509Certificate> all = new ArrayList<>(List.of(signer));
    included.stream().filter(c -> !c.equals(signer)).forEach(all::add);
    return new Grounds(received.orElseGet(clock::instant), all, listsOf(trust(), all));
  }

  @Override
  public void require(List<X509Certificate> path) throws UntrustedException {
    Instant at = clock.instant();
    Trust trust = asking.withListsFor(path, at);
    trust.requireNotRevoked(path, at);
    standing.require(trust, path, at);
  }

  @Override
  public RevocationCheck over(Trust folder) {
    return path -> {
      if (!folder.revocationLists().isEmpty()) {
        standing.require(folder, path, clock.instant());
      }
    };
  }

  /** Reads changed files again, asks the directory when it is time, and tells what is wrong. */
  public void look() {
    Instant now = clock.instant();
    boolean swapped = look.files(files);
    directory
        .filter(d -> swapped || d.due(now))
        .ifPresent(d -> d.ask(files.current(), List.of(), met.all(now), now));
    Trust trust = trust();
    if (looked == null
        || looked.of() != trust
        || !now.isBefore(looked.at().plus(STANDING))
        || now.isBefore(looked.at())) {
      looked = new Looked(trust, now);
      look.standing(trust, files.current().signing(), encryptionCertificates(), met.all(now), now);
    }
  }

  /**
   * The revocation lists that could have named one of the path: those of its authorities, and of
   * the one above the last.
   */
  private static List<X509CRL> listsOf(Trust trust, List<X509Certificate> path) {
    Set<X500Principal> authorities = new HashSet<>();
    for (X509Certificate certificate : path) {
      authorities.add(certificate.getSubjectX500Principal());
      authorities.add(certificate.getIssuerX500Principal());
    }
    return trust.revocationLists().stream()
        .filter(list -> authorities.contains(list.getIssuerX500Principal()))
        .toList();
  }
}
