package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.evidence.Believable;
import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whom an admin names to be believed, and whom a channel of a home believes today. */
final class Authorities {
  private Authorities() {}

  /** The authorities in folders that were named on the command line. */
  static List<Trust> named(List<Path> folders) throws Failure, PkiException {
    List<Trust> trusts = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new Failure(
            ExitCode.NO_INPUT,
            "there is no folder " + folder,
            "name the folder with the certificates of the authorities with --trust DIR");
      }
      trusts.add(Trust.load(folder));
    }
    return trusts;
  }

  /** The gateway's certificates in files that were named on the command line. */
  static Set<X509Certificate> gateway(List<Path> files) throws Failure, PkiException {
    Set<X509Certificate> certificates = new HashSet<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new Failure(
            ExitCode.NO_INPUT,
            "there is no file " + file,
            "name files with the gateway's certificates with --gateway FILE");
      }
      certificates.addAll(Certificates.readPem(file));
    }
    return certificates;
  }

  /**
   * A channel's own authorities and gateway, and what was named beside them.
   *
   * @param trusts in place of the channel's own if there are any: then its folder is not read
   * @param gateway beside the channel's own, such as former certificates
   */
  static Believable of(Home home, String name, List<Trust> trusts, Set<X509Certificate> gateway)
      throws Believable.UnknownException {
    try {
      Channel channel = new ConfigLoader(home).channel(name);
      Set<X509Certificate> signing = new HashSet<>(gateway);
      for (Path file : channel.gateway().signing()) {
        signing.addAll(Certificates.readPem(file));
      }
      return new Believable(
          trusts.isEmpty() ? List.of(Trust.load(channel.trust())) : trusts,
          signing,
          Set.copyOf(channel.gateway().signer()));
    } catch (ConfigException | PkiException e) {
      if (!trusts.isEmpty() && !gateway.isEmpty()) {
        return new Believable(trusts, gateway, Set.of());
      }
      throw new Believable.UnknownException(
          "whom channel %s believes is not known: %s. Correct that, or name authorities and gateway with --trust DIR and --gateway FILE"
              .formatted(name, e.getMessage()),
          e);
    }
  }
}
