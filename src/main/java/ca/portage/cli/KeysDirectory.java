package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Directory;
import ca.portage.config.DistinguishedName;
import ca.portage.config.Home;
import ca.portage.logging.Printable;
import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.ldap.Concerned;
import ca.portage.pki.ldap.DirectoryAnswer;
import ca.portage.pki.ldap.DirectoryException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage keys directory}: what does the authority's directory hold for a channel? */
@Command(
    name = "directory",
    header = "Ask the authority's directory for a channel's gateway, now.",
    description = {
      "%nShows which encryption certificates and revocation lists it holds and can be used, and what",
      "cannot, with the reason. Where the configured name has no entry, it shows the names with the",
      "same serial number. Changes nothing; the running service asks by itself.%n"
    },
    footer = {
      "%nExamples:",
      "  portage keys directory cig --home /srv/portage",
      "",
      "Exit codes: 0 an encryption certificate can be used, 66 no such entry, 69 the directory",
      "cannot be reached, 65 it holds nothing that can be used, 78 the channel names no directory."
    })
final class KeysDirectory implements Callable<Integer> {
  @ParentCommand private Keys keys;
  @Mixin private HelpFlag help;

  @Parameters(paramLabel = "CHANNEL", description = "The channel's name.")
  private String name;

  @Override
  public Integer call() throws Failure, ConfigException, PkiException {
    Home home = keys.root().home();
    Session session = keys.root().session();
    ConfigLoader loader = new ConfigLoader(home);
    Channel channel = loader.channel(name);
    Directory settings =
        channel
            .directory()
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.CONFIG,
                        "channel " + name + " names no directory",
                        "add directory.url and directory.entry to its file"));
    var directory =
        new ca.portage.pki.ldap.Directory(settings.url(), settings.connect(), settings.read());
    try {
      DirectoryAnswer answer =
          directory.ask(
              settings.entry(),
              new Concerned(
                  certificates(channel.gateway().encryption()),
                  certificates(channel.gateway().signing()),
                  List.of()),
              Trust.load(channel.trust()),
              session.clock().instant());
      return show(session, settings, answer);
    } catch (DirectoryException e) {
      if (!e.noEntry()) {
        throw new Failure(ExitCode.UNAVAILABLE, e.getMessage(), "the copy of it stays in use", e);
      }
      Set<String> serialNumbers = settings.entry().serialNumbers();
      List<DistinguishedName> found = directory.search(settings.base(), serialNumbers);
      throw new Failure(
          ExitCode.NO_INPUT,
          e.getMessage(),
          found.isEmpty()
              ? "ask the help desk for the name of the gateway's entry"
              : "these have its serial number; if one is the gateway, name it under directory.entry: "
                  + String.join(" | ", found.stream().map(DistinguishedName::toString).toList()),
          e);
    }
  }

  private static List<X509Certificate> certificates(List<Path> files) throws PkiException {
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(Certificates.readPem(file));
    }
    return all;
  }

  private static int show(Session session, Directory settings, DirectoryAnswer answer) {
    line(session, settings.url() + " " + settings.entry());
    for (X509Certificate certificate : answer.copy().certificates()) {
      line(
          session,
          "  encryption certificate, serial number %s, issued by %s, valid from %s until %s"
              .formatted(
                  certificate.getSerialNumber().toString(16),
                  certificate.getIssuerX500Principal().getName(),
                  Ages.instant(certificate.getNotBefore().toInstant()),
                  Ages.instant(certificate.getNotAfter().toInstant())));
    }
    for (X509CRL list : answer.copy().lists()) {
      line(
          session,
          "  revocation list of %s, from %s%s"
              .formatted(
                  list.getIssuerX500Principal().getName(),
                  Ages.instant(list.getThisUpdate().toInstant()),
                  list.getNextUpdate() == null
                      ? ""
                      : " until " + Ages.instant(list.getNextUpdate().toInstant())));
    }
    answer.refused().forEach(text -> line(session, "  not used: " + text));
    return answer.copy().certificates().isEmpty() ? ExitCode.DATA : ExitCode.OK;
  }

  /** What a directory says is anybody's. */
  private static void line(Session session, String text) {
    session.out().println(Printable.text(text));
  }
}
