package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.Tls;
import ca.portage.gateway.tls.Endpoint;
import ca.portage.gateway.tls.Probe;
import ca.portage.gateway.tls.Sight;
import ca.portage.logging.Printable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a help desk asks for when a connection does not come about, in lines to be copied. */
final class HelpDesk {
  private HelpDesk() {}

  static List<String> lines(Channel channel, Probe probe, Instant now) {
    Endpoint endpoint = probe.endpoint();
    List<String> lines = new ArrayList<>();
    lines.add("%s %s  %s".formatted(channel.environment(), endpoint.name(), endpoint.uri()));
    lines.add("  looked at      " + Ages.instant(now));
    lines.add("  we offer       " + offered(endpoint.tls()));
    probe.unreachable().ifPresent(text -> lines.add("  not reached    " + text));
    probe.refusals().forEach(r -> lines.add("  we refuse      " + r.getMessage()));
    probe.sight().ifPresent(sight -> shown(sight, lines));
    probe
        .clockAhead()
        .ifPresent(ahead -> lines.add("  your clock     " + difference(ahead) + " ours"));
    return lines.stream().map(Printable::text).toList();
  }

  /** How far the other clock is from ours, such as {@code 3 s behind}. */
  static String difference(Duration ahead) {
    return Ages.of(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of");
  }

  private static String offered(Tls tls) {
    return "%s; suites: %s; groups: %s; Java %s"
        .formatted(
            String.join(" ", tls.protocols()),
            tls.suites().isEmpty() ? "all of this Java" : String.join(" ", tls.suites()),
            tls.groups().isEmpty() ? "all of this Java" : String.join(" ", tls.groups()),
            Runtime.version());
  }

  private static void shown(Sight sight, List<String> lines) {
    lines.add(
        "  you chose      %s %s %s"
            .formatted(sight.protocol(), sight.suite(), sight.group().orElse("")));
    for (X509Certificate each : sight.sent()) {
      lines.add(
          "  certificate    %s, issued by %s, serial %s, until %s, SHA-256 %s"
              .formatted(
                  each.getSubjectX500Principal().getName(),
                  each.getIssuerX500Principal().getName(),
                  each.getSerialNumber().toString(16),
                  Ages.instant(each.getNotAfter().toInstant()),
                  fingerprint(each)));
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read has no encoding", e);
    }
  }
}
