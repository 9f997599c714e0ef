package ca.portage.app.trust;

import ca.portage.cms.CmsException;
import ca.portage.pki.Reread;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import ca.portage.pki.UntrustedException.Reason;
import ca.portage.pki.ldap.DirectoryCopy;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The trust that follows from files and from what the directory answered; it asks that for what a
 * certificate at hand lacks, once in some minutes. Safe for use by several threads.
 */
final class AskingTrust {
  private final Reread<GatewayFiles> files;
  private final Optional<DirectoryKeeper> directory;
  private final MetPaths met;
  private volatile Effective effective;

  private record Effective(GatewayFiles files, Optional<DirectoryCopy> copy, Trust trust) {}

  AskingTrust(Reread<GatewayFiles> files, Optional<DirectoryKeeper> directory, MetPaths met) {
    this.files = files;
    this.directory = directory;
    this.met = met;
  }

  /** As of now; nobody is asked. */
  Trust trust() {
    GatewayFiles read = files.current();
    Optional<DirectoryCopy> copy = directory.flatMap(DirectoryKeeper::copy);
    Effective last = effective;
    if (last == null || last.files() != read || !last.copy().equals(copy)) {
      Trust trust =
          copy.map(c -> read.trust().with(c.lists(), c.authorities())).orElse(read.trust());
      last = new Effective(read, copy, trust);
      effective = last;
    }
    return last.trust();
  }

  /** The trust to judge a path by: what no list tells of is asked for. */
  Trust withListsFor(List<X509Certificate> path, Instant now) {
    met.met(path);
    Trust trust = trust();
    if (directory.isEmpty() || trust.gap(path, now).isEmpty() || !met.mayAsk(path.get(0), now)) {
      return trust;
    }
    directory.get().ask(files.current(), List.of(), met.all(now), now);
    return trust();
  }

  /**
   * The path of a signer; the authorities between are asked for where there is none.
   *
   * @throws UntrustedException if it is not to be trusted, whatever the directory says
   * @throws CmsException if there is no path and the directory did not tell all: it may have held
   *     the authority between, so the message is not at fault
   */
  List<X509Certificate> path(
      X509Certificate signer, List<X509Certificate> included, Instant at, Instant now)
      throws UntrustedException, CmsException {
    try {
      return trust().path(signer, included, at);
    } catch (UntrustedException e) {
      if (e.reason() != Reason.NO_PATH || directory.isEmpty()) {
        throw e;
      }
    }
    if (met.mayAsk(signer, now)) {
      directory.get().ask(files.current(), List.of(signer), met.all(now), now);
    }
    try {
      return trust().path(signer, included, at);
    } catch (UntrustedException e) {
      if (e.reason() == Reason.NO_PATH && directory.get().incomplete()) {
        throw new CmsException(
            CmsException.Reason.SIGNER_STATUS_UNKNOWN,
            e.getMessage() + "; the directory, which may know of one, did not tell all");
      }
      throw e;
    }
  }
}
