package ca.portage.cli;

import ca.portage.app.KeyStrength;
import ca.portage.app.Unlocking;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.PasswordSource;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the keys of a channel and judges every certificate it names. */
final class KeyCheck {
  private final Channel channel;
  private final Optional<AlgorithmPolicy> policy;
  private final Instant now;
  private final String subject;
  private final List<Finding> findings = new ArrayList<>();

  private KeyCheck(Channel channel, Optional<AlgorithmPolicy> policy, Instant now) {
    this.channel = channel;
    this.policy = policy;
    this.now = now;
    this.subject = channel.name() + " keys";
  }

  /** Without a policy, because the profile cannot be read, the length of keys is not judged. */
  static List<Finding> run(
      Channel channel,
      Optional<AlgorithmPolicy> policy,
      ConsolePrompt prompt,
      Map<String, String> environment,
      Instant now) {
    KeyCheck check = new KeyCheck(channel, policy, now);
    check.own(prompt, environment);
    check.gateway();
    return check.findings;
  }

  private void own(ConsolePrompt prompt, Map<String, String> environment) {
    if (channel.identity().password() instanceof PasswordSource.Prompt && !prompt.canAsk()) {
      if (Files.notExists(channel.identity().keystore())) {
        findings.add(
            Finding.fail(
                subject,
                channel.identity().keystore() + " does not exist",
                "put the PKCS#12 file there, or correct identity.keystore"));
        return;
      }
      findings.add(
          Finding.warn(
              subject,
              "the keys were not opened: their password is to be typed, and this is no terminal",
              "run check in a terminal"));
      return;
    }
    try {
      KeyRing ring = new Unlocking(prompt, environment).open(channel);
      String signing = "signing key '" + channel.identity().signing() + "'";
      findings.add(CertificateFinding.of(subject, signing, ring.signingChain().get(0), now));
      strength(subject, signing, ring.signingChain().get(0));
      for (KeyRing.Entry entry : ring.decryption()) {
        findings.add(decryption(entry));
      }
    } catch (PkiException | ConfigException e) {
      findings.add(Finding.fail(subject, e.getMessage(), "correct the keys or the channel file"));
    }
  }

  private void strength(String of, String what, X509Certificate certificate) {
    policy
        .flatMap(send -> KeyStrength.weakness(what, certificate, send))
        .ifPresent(
            weakness ->
                findings.add(Finding.fail(of, weakness, "obtain a longer key, or lower it there")));
  }

  /** A former decryption key may have ended: it still opens late messages. */
  private Finding decryption(KeyRing.Entry entry) {
    String name = "decryption key '" + entry.alias() + "'";
    boolean newest = entry.alias().equals(channel.identity().decryption().get(0));
    boolean ended = now.isAfter(entry.certificate().getNotAfter().toInstant());
    return !newest && ended
        ? Finding.ok(subject, name + " has ended and is kept for late messages")
        : CertificateFinding.of(subject, name, entry.certificate(), now);
  }

  private void gateway() {
    String gateway = channel.name() + " gateway";
    for (Path file : channel.gateway().encryption()) {
      certificates(gateway, "encryption", file)
          .forEach(c -> strength(gateway, "the gateway's encryption key", c));
    }
    List<List<X509Certificate>> signers = new ArrayList<>();
    channel
        .gateway()
        .signing()
        .forEach(file -> signers.add(certificates(gateway, "signing", file)));
    try {
      Trust trust = Trust.load(channel.trust());
      for (X509Certificate anchor : trust.anchors()) {
        findings.add(CertificateFinding.of(channel.name() + " trust", "CA", anchor, now));
      }
      trust.revocationLists().forEach(this::revocations);
      signers.stream()
          .filter(certificates -> !certificates.isEmpty())
          .forEach(certificates -> path(gateway, trust, certificates));
    } catch (PkiException e) {
      findings.add(
          Finding.fail(channel.name() + " trust", e.getMessage(), "correct the trust folder"));
    }
  }

  /** A list that is out of date still counts, but says nothing of what was revoked since. */
  private void revocations(X509CRL list) {
    String who = "revocation list of " + list.getIssuerX500Principal().getName();
    Date next = list.getNextUpdate();
    boolean old = next != null && now.isAfter(next.toInstant());
    findings.add(
        old
            ? Finding.warn(
                channel.name() + " trust",
                who + " should have been replaced on " + Ages.instant(next.toInstant()),
                "put the authority's current list there and start again")
            : Finding.ok(
                channel.name() + " trust",
                who + (next == null ? "" : " is good until " + Ages.instant(next.toInstant()))));
  }

  /** The certificates of a file; none if it cannot be used, which is a finding then. */
  private List<X509Certificate> certificates(String gateway, String use, Path file) {
    try {
      List<X509Certificate> certificates = Certificates.readPem(file);
      for (X509Certificate certificate : certificates) {
        findings.add(CertificateFinding.of(gateway, use + " certificate", certificate, now));
      }
      return certificates;
    } catch (PkiException e) {
      findings.add(Finding.fail(gateway, e.getMessage(), "put the certificate there as PEM"));
      return List.of();
    }
  }

  private void path(String gateway, Trust trust, List<X509Certificate> certificates) {
    try {
      trust.check(certificates.get(0), certificates, now);
      findings.add(
          Finding.ok(gateway, "its signing certificate leads to a CA of the trust folder"));
    } catch (UntrustedException e) {
      findings.add(Finding.fail(gateway, e.getMessage(), advice(e.reason())));
    }
  }

  private static String advice(UntrustedException.Reason reason) {
    return switch (reason) {
      case EXPIRED -> "obtain the gateway's current certificate";
      case NOT_YET_VALID -> "check the clock, or wait until it is valid";
      case NO_PATH -> "put the certificate of its CA into the trust folder";
      case REVOKED -> "ask the help desk for the gateway's current certificate";
      case STATUS_UNKNOWN -> "put the authority's current revocation list into the trust folder";
      case KEY_USAGE -> "this is no signing certificate; are the gateway's two files swapped?";
    };
  }
}
