package ca.portage.app.trust;

import ca.portage.app.KeyStrength;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.DistinguishedName;
import ca.portage.config.Environments;
import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an admin put into files about one gateway.
 *
 * @param trust the authorities of the trust folder, with the revocation lists there
 * @param encryption certificates to encrypt to
 * @param signing certificates that may sign
 */
record GatewayFiles(Trust trust, List<X509Certificate> encryption, List<X509Certificate> signing) {

  static GatewayFiles read(Channel channel, Environments environments, AlgorithmPolicy policy)
      throws PkiException {
    GatewayFiles files = load(channel);
    for (X509Certificate certificate : files.encryption()) {
      requireOwn(channel, environments, certificate);
      KeyStrength.require("the gateway's encryption key", certificate, policy);
    }
    for (X509Certificate certificate : files.signing()) {
      requireOwn(channel, environments, certificate);
    }
    return files;
  }

  /** Reads without judging what was read. */
  static GatewayFiles load(Channel channel) throws PkiException {
    return new GatewayFiles(
        Trust.load(channel.trust()),
        certificates(channel.gateway().encryption()),
        certificates(channel.gateway().signing()));
  }

  /** Every file and folder this is read from. */
  static List<Path> watched(Channel channel) {
    List<Path> all = new ArrayList<>(channel.gateway().encryption());
    all.addAll(channel.gateway().signing());
    all.add(channel.trust());
    return all;
  }

  private static List<X509Certificate> certificates(List<Path> files) throws PkiException {
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(Certificates.readPem(file));
    }
    return List.copyOf(all);
  }

  /** Nothing of one environment is used in another (CIG O-05). */
  private static void requireOwn(
      Channel channel, Environments environments, X509Certificate certificate) throws PkiException {
    Optional<String> foreign = foreign(channel, environments, certificate);
    if (foreign.isPresent()) {
      throw new PkiException(
          foreign.get() + ". Nothing was sent. Name the certificates of " + channel.environment());
    }
  }

  /** Why a certificate belongs to another environment than the channel; empty if it does not. */
  static Optional<String> foreign(
      Channel channel, Environments environments, X509Certificate certificate) {
    return DistinguishedName.of(certificate.getSubjectX500Principal())
        .flatMap(name -> environments.foreign(channel.environment(), name))
        .map(
            other ->
                "the certificate of %s is the gateway's of %s, but channel %s is %s; nothing of one environment may be used in the other"
                    .formatted(
                        certificate.getSubjectX500Principal().getName(),
                        other,
                        channel.name(),
                        channel.environment()));
  }
}
