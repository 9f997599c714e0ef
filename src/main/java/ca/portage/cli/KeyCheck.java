package ca.portage.cli;

import ca.portage.app.KeyStrength;
import ca.portage.app.Unlocking;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.KeyPlace;
import ca.portage.config.SigningTerm;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import ca.portage.pki.UsagePeriod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
    if (channel.identity().attended() && !prompt.canAsk()) {
      List<Path> missing = missing();
      findings.add(
          missing.isEmpty()
              ? Finding.warn(
                  subject,
                  "the keys were not opened: their password is to be typed, and this is no"
                      + " terminal",
                  "run check in a terminal")
              : Finding.fail(
                  subject,
                  missing.get(0) + " does not exist",
                  "put the PKCS#12 file there, or correct identity.keystore"));
      return;
    }
    try {
      KeyRing ring =
          new Unlocking(prompt, environment, Clock.fixed(now, ZoneOffset.UTC)).open(channel);
      Optional<X509Certificate> signs = signs(ring);
      for (KeyRing.Signer signer : ring.signers()) {
        X509Certificate each = signer.entry().certificate();
        signer(signer.entry(), signs.filter(each::equals).isPresent());
      }
      gaps(ring);
      for (KeyRing.Entry entry : ring.decryption()) {
        findings.add(decryption(entry));
      }
    } catch (PkiException | ConfigException e) {
      findings.add(Finding.fail(subject, e.getMessage(), "correct the keys or the channel file"));
    }
  }

  /** With an ended certificate the channel goes on receiving, so the rest is judged too. */
  private Optional<X509Certificate> signs(KeyRing ring) {
    try {
      return Optional.of(ring.signer(now).entry().certificate());
    } catch (PkiException e) {
      findings.add(
          Finding.fail(
              subject,
              e.getMessage(),
              "renew it, or name the key that signs now; until then nothing is sent"));
      return Optional.empty();
    }
  }

  /** Nothing is sent between the end of one signing key and the date of the next. */
  private void gaps(KeyRing ring) {
    for (SigningTerm term : channel.identity().signing()) {
      if (!term.began(now)) {
        Instant from = term.from().orElseThrow();
        try {
          ring.signer(from.minusSeconds(1));
        } catch (PkiException e) {
          findings.add(
              Finding.warn(
                  subject,
                  "nothing can be signed just before '%s' begins on %s: %s"
                      .formatted(term.alias(), Ages.instant(from), e.getMessage()),
                  "have it sign earlier, under identity.signing"));
        }
      }
    }
  }

  private List<Path> missing() {
    return channel.identity().keystores().stream()
        .filter(KeyPlace.File.class::isInstance)
        .map(place -> ((KeyPlace.File) place).path())
        .filter(Files::notExists)
        .toList();
  }

  /** A former key may have ended, and the next one need not be valid yet. */
  private void signer(KeyRing.Entry entry, boolean signsNow) {
    String name = "signing key '" + entry.alias() + "'";
    Instant end = UsagePeriod.end(entry.certificate());
    boolean past = !signsNow && now.isAfter(end);
    boolean coming = !signsNow && now.isBefore(entry.certificate().getNotBefore().toInstant());
    if (past || coming) {
      findings.add(
          Finding.ok(subject, name + (past ? " has ended; another one signs" : " signs later")));
    } else {
      findings.add(CertificateFinding.ofSigner(subject, name, entry.certificate(), now));
    }
    strength(subject, name, entry.certificate());
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
      trust.revocationLists().forEach(list -> revocations(trust, list));
      signers.stream()
          .filter(certificates -> !certificates.isEmpty())
          .forEach(certificates -> path(gateway, trust, certificates));
    } catch (PkiException e) {
      findings.add(
          Finding.fail(channel.name() + " trust", e.getMessage(), "correct the trust folder"));
    }
  }

  /** A list that is out of date still counts, but says nothing of what was revoked since. */
  private void revocations(Trust trust, X509CRL list) {
    if (!trust.signed(list)) {
      findings.add(
          Finding.warn(
              channel.name() + " trust",
              "revocation list of "
                  + list.getIssuerX500Principal().getName()
                  + " is signed by no CA of the trust folder: it counts only if a CA below one of"
                  + " them signed it",
              "put the current list of the CA itself there"));
      return;
    }
    String who = "revocation list of " + list.getIssuerX500Principal().getName();
    Date next = list.getNextUpdate();
    boolean old = next != null && now.isAfter(next.toInstant());
    findings.add(
        old
            ? Finding.warn(
                channel.name() + " trust",
                who + " should have been replaced on " + Ages.instant(next.toInstant()),
                "put the authority's current list there; a running service takes it by itself")
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
