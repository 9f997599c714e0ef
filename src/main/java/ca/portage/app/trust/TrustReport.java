package ca.portage.app.trust;

import ca.portage.config.Channel;
import ca.portage.config.Directory;
import ca.portage.config.Home;
import ca.portage.config.Profile;
import ca.portage.config.Revocation;
import ca.portage.pki.Gap;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import ca.portage.pki.ldap.DirectoryCopy;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an admin should know of a channel's trust, from its files alone; changes nothing. */
public final class TrustReport {
  private static final String LIST_ACTION =
      "put the authority's current list into the trust folder (a file that ends in .crl), configure"
          + " 'directory', or choose revocation.mode soft";

  /** How much a line matters. */
  public enum Level {
    /** As it should be. */
    OK,
    /** It runs; look at it. */
    WARN,
    /** It does not run so. */
    FAIL
  }

  /** One thing found; the action is empty where nothing is to be done. */
  public record Line(Level level, String text, String action) {}

  private final Home home;
  private final Channel channel;
  private final Profile profile;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();

  private TrustReport(Home home, Channel channel, Profile profile, Instant now) {
    this.home = home;
    this.channel = channel;
    this.profile = profile;
    this.now = now;
  }

  /** Reports on a channel; nothing where its files cannot be read, which others say. */
  public static List<Line> of(Home home, Channel channel, Profile profile, Instant now) {
    TrustReport report = new TrustReport(home, channel, profile, now);
    try {
      report.run(GatewayFiles.load(channel));
    } catch (PkiException e) {
      return List.of();
    }
    return List.copyOf(report.lines);
  }

  private void run(GatewayFiles files) {
    Set<X509Certificate> all = new LinkedHashSet<>(files.encryption());
    all.addAll(files.signing());
    Optional<DirectoryCopy> copy = channel.directory().flatMap(d -> copy(d, files));
    copy.ifPresent(c -> all.addAll(c.certificates()));
    for (X509Certificate certificate : all) {
      GatewayFiles.foreign(channel, profile.environments(), certificate)
          .ifPresent(text -> fail(text, "name the certificates of " + channel.environment()));
    }
    Trust trust =
        copy.map(c -> files.trust().with(c.lists(), c.authorities())).orElse(files.trust());
    Set<Gap> gaps = new LinkedHashSet<>();
    for (X509Certificate certificate : all) {
      gap(trust, certificate, files.signing().contains(certificate)).ifPresent(gaps::add);
    }
    gaps.forEach(this::gap);
  }

  private Optional<DirectoryCopy> copy(Directory directory, GatewayFiles files) {
    String name = "directory " + directory.url();
    try {
      Optional<DirectoryCopy> copy = new DirectoryFile(home, channel).read();
      if (copy.isEmpty()) {
        warn(name + " has not answered yet", "start the service; it asks by itself");
      } else if (now.isAfter(copy.get().fetched().plus(directory.keep()))) {
        String text =
            "%s answered last on %s, which is too long ago".formatted(name, copy.get().fetched());
        String action = "see that this machine can connect to it";
        if (files.encryption().isEmpty()) {
          fail(text, action);
        } else {
          warn(text, action);
        }
      } else {
        ok(
            "%s answered on %s: %d encryption certificates, %d revocation lists"
                .formatted(
                    name,
                    copy.get().fetched(),
                    copy.get().certificates().size(),
                    copy.get().lists().size()));
      }
      return copy;
    } catch (PkiException e) {
      warn(e.getMessage(), "start the service; it asks the directory anew");
      return Optional.empty();
    }
  }

  private Optional<Gap> gap(Trust trust, X509Certificate certificate, boolean signs) {
    try {
      return trust.gap(
          signs ? trust.path(certificate, List.of(), now) : trust.encryptionPath(certificate, now),
          now);
    } catch (UntrustedException e) {
      if (e.reason() == UntrustedException.Reason.REVOKED && !signs) {
        fail(e.getMessage(), "ask the help desk for the gateway's current certificate");
      }
      return Optional.empty();
    }
  }

  private void gap(Gap gap) {
    boolean hard = channel.revocation().mode() == Revocation.Mode.HARD;
    Instant missed = TrustAtRest.missed(home, channel).known(gap.certificate()).orElse(now);
    Instant end = TrustAtRest.rule(channel).ends(gap, missed);
    if (!hard) {
      ok(gap.describe() + "; it goes on, as revocation.mode is soft");
    } else if (now.isBefore(end)) {
      warn(gap.describe() + "; from " + end + " on messages are held for that", LIST_ACTION);
    } else {
      fail(gap.describe() + "; the grace for that ended on " + end, LIST_ACTION);
    }
  }

  private void ok(String text) {
    lines.add(new Line(Level.OK, text, ""));
  }

  private void warn(String text, String action) {
    lines.add(new Line(Level.WARN, text, action));
  }

  private void fail(String text, String action) {
    lines.add(new Line(Level.FAIL, text, action));
  }
}
