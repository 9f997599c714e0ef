package ca.portage.cli;

import ca.portage.app.trust.TrustAtRest;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.Profile;
import ca.portage.gateway.tls.Endpoint;
import ca.portage.gateway.tls.EndpointProbe;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.gateway.tls.Probe;
import ca.portage.gateway.tls.Sight;
import ca.portage.gateway.tls.TlsRefusedException;
import ca.portage.pki.PkiException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at the endpoints of a channel over the network: one TLS handshake each, and the question
 * what time it is there. No message is sent and nothing is fetched.
 */
final class OnlineCheck {
  /** More than this disturbs the dates of messages and of certificates (reliability §2.4). */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final Channel channel;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> helpDesk = new ArrayList<>();

  private OnlineCheck(Channel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** Looks at both endpoints; the answer has the findings and what to send the help desk. */
  static OnlineCheck run(Home home, Channel channel, Map<String, String> environment, Clock clock) {
    OnlineCheck check = new OnlineCheck(channel, clock);
    try {
      Profile profile = new ConfigLoader(home).profile(channel.profile());
      TrustAtRest trust = TrustAtRest.read(home, channel, clock);
      EndpointProbe probe = new EndpointProbe(clock, environment, profile.timeouts().connect());
      for (Endpoint endpoint :
          Endpoints.of(channel, profile, trust::trust, trust, environment).both()) {
        check.tell(probe.look(endpoint));
      }
    } catch (ConfigException | PkiException e) {
      check.findings.add(
          Finding.fail(
              channel.name() + " online", e.getMessage(), "correct it, then look once more"));
    }
    return check;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Lines with everything a help desk asks for, and nothing secret. */
  List<String> helpDesk() {
    return helpDesk;
  }

  private void tell(Probe probe) {
    Endpoint endpoint = probe.endpoint();
    String subject = channel.name() + " " + endpoint.name();
    if (probe.unreachable().isPresent()) {
      findings.add(
          Finding.fail(
              subject,
              "%s is not reached: %s".formatted(place(endpoint), probe.unreachable().get()),
              "look at the address, the firewall (outgoing TCP %d) and the proxy"
                  .formatted(endpoint.port())));
    }
    for (TlsRefusedException refusal : probe.refusals()) {
      findings.add(
          Finding.fail(
              subject, "would be refused: " + refusal.getMessage(), refusal.refusal().action()));
    }
    probe.sight().ifPresent(sight -> tell(subject, endpoint, probe, sight));
    helpDesk.addAll(HelpDesk.lines(channel, probe, clock.instant()));
  }

  private void tell(String subject, Endpoint endpoint, Probe probe, Sight sight) {
    String agreed =
        "%s: %s, %s, group %s"
            .formatted(
                place(endpoint),
                sight.protocol(),
                sight.suite(),
                sight.group().orElse("not shown in clear"));
    findings.add(
        probe.usable()
            ? Finding.ok(subject, agreed)
            : Finding.warn(subject, "it speaks " + agreed, "nothing is sent there as it is"));
    int number = 0;
    for (X509Certificate each : sight.sent()) {
      number++;
      String name = "certificate %d of %d".formatted(number, sight.sent().size());
      Finding finding = CertificateFinding.of(subject, name, each, clock.instant());
      // What is wrong with it for this channel is said above; here are its dates.
      findings.add(
          finding.level() == Finding.Level.FAIL
              ? Finding.warn(subject, finding.text(), "tell the help desk")
              : finding);
    }
    probe.clockAhead().ifPresent(ahead -> clocks(subject, ahead));
  }

  private void clocks(String subject, Duration ahead) {
    String text = "its clock is " + HelpDesk.difference(ahead) + " ours";
    findings.add(
        ahead.abs().compareTo(CLOCKS) <= 0
            ? Finding.ok(subject, text)
            : Finding.warn(subject, text, "see to the time synchronisation of this machine"));
  }

  private static String place(Endpoint endpoint) {
    String by = endpoint.proxy().map(p -> " by the proxy " + p.host() + ":" + p.port()).orElse("");
    return endpoint.host() + ":" + endpoint.port() + by;
  }
}
