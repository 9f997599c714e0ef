package ca.portage.cli;

import ca.portage.app.Unlocking;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.logging.Printable;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request for revocation has to name (CIG B-11): our certificates, who reports it and why,
 * and what was sent with them.
 *
 * @param ours our keys, those that can be read
 * @param problem why our certificates could not be looked at
 */
record RevocationFacts(
    String channel,
    Optional<Channel> configured,
    List<KeyRow> ours,
    Optional<String> problem,
    String operator,
    String reason,
    Instant at) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String FINGERPRINT = "    sha-256      ";
  private static final int MANY = 100_000;

  /** Collects them; whatever cannot be read is said and stops nothing. */
  static RevocationFacts collect(
      Home home, String name, Unlocking unlocking, String operator, String reason, Instant at) {
    try {
      Channel channel = channel(new ConfigLoader(home), name);
      KeyInventory inventory = new KeyInventory(home, channel, at).own(unlocking);
      Optional<String> problem = inventory.unread().stream().findFirst();
      return new RevocationFacts(
          name, Optional.of(channel), inventory.rows(), problem, operator, reason, at);
    } catch (ConfigException e) {
      return new RevocationFacts(
          name, Optional.empty(), List.of(), Optional.of(e.getMessage()), operator, reason, at);
    }
  }

  /** Switched on or not: what was stolen was on the disk. */
  private static Channel channel(ConfigLoader loader, String name) throws ConfigException {
    Optional<Channel> found =
        loader.readable().stream().filter(each -> each.name().equals(name)).findFirst();
    return found.isPresent() ? found.get() : loader.channel(name);
  }

  /** Of all our keys that could be read. */
  List<String> fingerprints() {
    return ours.stream().map(KeyRow::sha256).distinct().toList();
  }

  /** Writes them into the spool, durably and for its owner only. */
  Path write(Home home, Ledger ledger) throws IOException {
    Path folder = folder(home);
    Durable.folder(folder);
    Path file = folder.resolve(channel + "-" + STAMP.format(at) + ".txt");
    Durable.writeOver(
        file,
        Content.of(String.join("\n", lines(ledger)).concat("\n").getBytes(StandardCharsets.UTF_8)));
    return file;
  }

  private static Path folder(Home home) {
    return home.spool().resolve("compromised");
  }

  private List<String> lines(Ledger ledger) {
    List<String> lines = new ArrayList<>();
    lines.add("Request for the revocation of certificates");
    lines.add("");
    lines.add("channel      " + channel);
    configured.ifPresent(c -> lines.add("environment  " + c.environment()));
    configured.ifPresent(c -> lines.add("participant  " + c.sender()));
    lines.add("reported     " + Ages.instant(at) + " by " + Printable.text(operator));
    lines.add("reason       " + Printable.text(reason));
    lines.add("");
    lines.add("Certificates whose private keys were in our keeping:");
    ours.forEach(row -> certificate(row, lines));
    problem.ifPresent(p -> lines.add("  could not be read here: " + Printable.text(p)));
    lines.add("");
    sent(ledger, lines);
    return lines;
  }

  private static void certificate(KeyRow row, List<String> lines) {
    lines.add("");
    lines.add("  " + Printable.text(row.certificate().getSubjectX500Principal().getName()));
    lines.add("    use          " + row.use() + " (" + row.used() + ")");
    lines.add("    issuer       " + row.certificate().getIssuerX500Principal().getName());
    lines.add(
        "    serial       " + row.certificate().getSerialNumber() + " (hex " + row.serial() + ")");
    lines.add(
        "    valid        "
            + Ages.instant(row.certificate().getNotBefore().toInstant())
            + " to "
            + Ages.instant(row.until()));
    lines.add(FINGERPRINT + row.sha256());
    lines.add("    kept in      " + row.place());
  }

  private void sent(Ledger ledger, List<String> lines) {
    List<Message> messages =
        ledger
            .messages(
                new Filter(
                    Optional.of(channel),
                    Optional.empty(),
                    Optional.of(Direction.OUT),
                    Optional.empty(),
                    MANY))
            .stream()
            .filter(message -> message.attempts() > 0)
            .toList();
    lines.add("Sent from this installation on this channel: " + messages.size() + " messages");
    if (!messages.isEmpty()) {
      lines.add("  first " + sent(messages.get(messages.size() - 1)));
      lines.add("  last  " + sent(messages.get(0)));
    }
    lines.add("  all: portage messages --channel " + channel);
    lines.add("Whatever else bears these signatures was not made by this installation.");
  }

  private static String sent(Message message) {
    return Ages.instant(message.created()) + " " + message.messageId().orElse(message.id());
  }

  /** The fingerprints that were reported for a channel, at any time. */
  static List<String> reported(Home home, String channel) throws IOException {
    List<String> fingerprints = new ArrayList<>();
    if (!Files.isDirectory(folder(home))) {
      return fingerprints;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder(home), file -> isOf(channel, file))) {
      for (Path file : files) {
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(FINGERPRINT))
            .map(line -> line.substring(FINGERPRINT.length()))
            .forEach(fingerprints::add);
      }
    }
    return fingerprints;
  }

  /** A channel's name may begin with another's. */
  private static boolean isOf(String channel, Path file) {
    return file.getFileName().toString().matches(Pattern.quote(channel) + "-\\d{8}T\\d{6}Z\\.txt");
  }
}
