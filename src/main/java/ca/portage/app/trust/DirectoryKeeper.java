package ca.portage.app.trust;

import ca.portage.config.Channel;
import ca.portage.config.DistinguishedName;
import ca.portage.config.Environments;
import ca.portage.pki.PkiException;
import ca.portage.pki.RevocationLists;
import ca.portage.pki.ldap.Concerned;
import ca.portage.pki.ldap.Directory;
import ca.portage.pki.ldap.DirectoryAnswer;
import ca.portage.pki.ldap.DirectoryCopy;
import ca.portage.pki.ldap.DirectoryException;
import java.io.IOException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the directory of one channel says: asks at start, when the answer is old, before a
 * list ends, and sooner again after a failure; uses the copy meanwhile (CIG N-06).
 */
final class DirectoryKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryKeeper.class);
  private static final String SUBJECT = "directory";
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration LAST_RETRY = Duration.ofHours(1);

  /** A list that ended so long ago has none to follow: its part is used no more. */
  private static final Duration GIVEN_UP = Duration.ofDays(7);

  /** A list is renewed before its end by this part of its life. */
  private static final int PART_OF_LIFE = 10;

  private final Channel channel;
  private final ca.portage.config.Directory settings;
  private final Environments environments;
  private final DirectoryFile file;
  private final Directory directory;
  private final Concerns concerns;
  private volatile Optional<DirectoryCopy> copy = Optional.empty();
  private volatile Optional<Instant> asked = Optional.empty();
  private volatile boolean incomplete;
  private int failures;

  DirectoryKeeper(
      Channel channel,
      ca.portage.config.Directory settings,
      Environments environments,
      DirectoryFile file,
      Concerns concerns) {
    this.channel = channel;
    this.settings = settings;
    this.environments = environments;
    this.file = file;
    this.concerns = concerns;
    this.directory = new Directory(settings.url(), settings.connect(), settings.read());
    try {
      copy = file.read();
    } catch (PkiException e) {
      LOG.warn("{}: {}; the directory is asked anew", channel.name(), e.getMessage());
    }
  }

  /** What the directory answered last; empty if it never did. */
  Optional<DirectoryCopy> copy() {
    return copy;
  }

  /** Whether it did not tell all when it was asked last, or nothing. */
  boolean incomplete() {
    return incomplete;
  }

  /** The certificates to encrypt to, unless the answer is too old. */
  List<X509Certificate> encryption(Instant now) {
    return copy.filter(c -> now.isBefore(c.fetched().plus(settings.keep())))
        .map(DirectoryCopy::certificates)
        .orElse(List.of());
  }

  /** Whether it is time to ask. */
  synchronized boolean due(Instant now) {
    if (asked.isEmpty() || asked.get().isAfter(now)) {
      return true;
    }
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 10));
    if (now.isBefore(asked.get().plus(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY))) {
      return false;
    }
    return failures > 0 || copy.isEmpty() || !now.isBefore(renewal(copy.get(), now));
  }

  /** When an answer should be replaced: by its age, or before the first of its parts ends. */
  private Instant renewal(DirectoryCopy answer, Instant now) {
    Instant byAge = answer.fetched().plus(settings.refresh());
    return Stream.concat(
            answer.lists().stream().flatMap(list -> renewal(list, answer.fetched(), now).stream()),
            answer.certificates().stream()
                .map(c -> c.getNotAfter().toInstant().minus(settings.refresh()))
                .filter(answer.fetched()::isBefore))
        .filter(byAge::isAfter)
        .min(Instant::compareTo)
        .orElse(byAge);
  }

  /** Before a list ends; where its successor was not there yet, an hour after that was seen. */
  private static Optional<Instant> renewal(X509CRL list, Instant fetched, Instant now) {
    if (list.getNextUpdate() == null
        || now.isAfter(list.getNextUpdate().toInstant().plus(GIVEN_UP))) {
      return Optional.empty();
    }
    Instant early = early(list);
    return Optional.of(early.isAfter(fetched) ? early : fetched.plus(LAST_RETRY));
  }

  private static Instant early(X509CRL list) {
    Instant end = list.getNextUpdate().toInstant();
    return end.minus(
        Duration.between(list.getThisUpdate().toInstant(), end).dividedBy(PART_OF_LIFE));
  }

  /**
   * The lists of the answer whose successors are not asked for yet: as long as that is so, their
   * end is nobody's business.
   */
  List<X509CRL> renewing() {
    Optional<Instant> last = asked;
    return copy.stream()
        .flatMap(answer -> answer.lists().stream())
        .filter(list -> list.getNextUpdate() != null)
        .filter(list -> last.filter(at -> !at.isBefore(early(list))).isEmpty())
        .toList();
  }

  /**
   * Asks now. Whatever fails is told, and what was known stays.
   *
   * @param signers of messages at hand whose path is not known
   * @param paths that are known and want lists
   */
  synchronized void ask(
      GatewayFiles files,
      List<X509Certificate> signers,
      List<List<X509Certificate>> paths,
      Instant now) {
    asked = Optional.of(now);
    incomplete = true;
    try {
      List<X509Certificate> all = new ArrayList<>(files.signing());
      all.addAll(signers);
      Concerned concerned = new Concerned(files.encryption(), all, paths);
      DirectoryAnswer answer = directory.ask(settings.entry(), concerned, files.trust(), now);
      DirectoryCopy fresh = answer.copy();
      List<X509CRL> lists =
          RevocationLists.newest(copy.map(DirectoryCopy::lists).orElse(List.of()), fresh.lists());
      // Where files name what to encrypt to, the directory is there for its lists alone.
      boolean lacking = fresh.certificates().isEmpty() && files.encryption().isEmpty();
      // Whoever empties the entry must not take away what was good; that grows too old instead.
      DirectoryCopy usable = lacking ? copy.orElse(fresh) : fresh;
      DirectoryCopy next =
          new DirectoryCopy(
              usable.fetched(),
              usable.entry(),
              usable.certificates(),
              fresh.authoritiesAfter(copy, now),
              lists);
      file.write(next);
      copy = Optional.of(next);
      incomplete = !answer.complete();
      failures = lacking || incomplete ? failures + 1 : 0;
      concerns.right(SUBJECT);
      refused(answer.refused());
      LOG.info(
          "{}: the directory gave {} certificates and {} revocation lists",
          channel.name(),
          fresh.certificates().size(),
          fresh.lists().size());
    } catch (DirectoryException e) {
      failures++;
      concerns.wrong(SUBJECT, e.getMessage() + offer(e) + instead());
    } catch (IOException e) {
      failures++;
      concerns.wrong(
          SUBJECT, "what the directory answered could not be kept: " + e.getMessage() + instead());
    }
  }

  private void refused(List<String> refused) {
    if (refused.isEmpty()) {
      concerns.right(SUBJECT + " content");
    } else {
      concerns.wrong(
          SUBJECT + " content", "of what the directory holds: " + String.join("; ", refused));
    }
  }

  /** What it has under the serial number, for the admin to choose (C-05). */
  private String offer(DirectoryException cause) {
    Set<String> serialNumbers =
        settings.entry().serialNumbers().isEmpty()
            ? environments.serialNumbers(channel.environment())
            : settings.entry().serialNumbers();
    if (!cause.noEntry() || serialNumbers.isEmpty()) {
      return "";
    }
    try {
      List<DistinguishedName> found = directory.search(settings.base(), serialNumbers);
      return found.isEmpty()
          ? ", and none below %s with serial number %s"
              .formatted(settings.base(), String.join(" or ", serialNumbers))
          : ", but below %s these have the serial number: %s. If one is the gateway, name it under directory.entry"
              .formatted(
                  settings.base(),
                  String.join(" | ", found.stream().map(DistinguishedName::toString).toList()));
    } catch (DirectoryException e) {
      return ", and searching for its serial number failed: " + e.getMessage();
    }
  }

  private String instead() {
    return copy.map(
            c ->
                ". What it answered on %s is used until %s"
                    .formatted(c.fetched(), c.fetched().plus(settings.keep())))
        .orElse(". Nothing of it is known yet; it is asked again by itself");
  }
}
