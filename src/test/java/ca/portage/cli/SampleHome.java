package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.NewReceipt;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** A home with one channel, the shipped profiles and, on demand, a ledger of a few messages. */
final class SampleHome {
  static final Instant YESTERDAY = Cli.NOW.minus(Duration.ofDays(1));
  static final String DONE = "01JQ0000000000000000000001";
  static final String FAILED = "01JQ0000000000000000000002";
  static final String PACKAGED = "01JQ0000000000000000000003";
  static final String DELIVERED = "01JQ0000000000000000000004";
  static final String RECEIPT = "01JQ0000000000000000000005";
  static final String DOWNLOAD = "01JQ0000000000000000000006";

  final Home home;

  SampleHome(Path folder) throws IOException {
    home = new Home(folder);
    for (Path made :
        new Path[] {
          home.channels(),
          home.profiles(),
          home.config().resolve("keys/trust"),
          home.routes(),
          home.outbox().resolve("cig"),
          home.inbox().resolve("cig")
        }) {
      Files.createDirectories(made);
    }
    for (String profile : new String[] {"cig-2026.yaml", "cig-2008.yaml"}) {
      Files.copy(Path.of("config/profiles", profile), home.profiles().resolve(profile));
    }
    channel("password: prompt");
    route("cig", "process: {ref: cig.claim}");
  }

  void channel(String passwordLine) throws IOException {
    Files.writeString(
        home.channels().resolve("cig.yaml"),
        """
        profile: cig-2026
        environment: RTR1
        sender: edi@broker.example
        submit: https://gateway.example/Put0
        collect: https://gateway.example/Get0
        outbox: outbox/cig
        inbox: inbox/cig
        identity:
          keystore: config/keys/broker.p12
          signing: signing
          decryption: [encryption]
          %s
        gateway:
          encryption: config/keys/gateway-encryption.pem
          signing: config/keys/gateway-signing.pem
        trust: config/keys/trust
        """
            .formatted(passwordLine));
  }

  void route(String name, String step) throws IOException {
    Files.writeString(
        home.routes().resolve(name + ".camel.yaml"),
        """
        - route:
            id: %s
            from:
              uri: timer:x
              steps:
                - %s
        """
            .formatted(name, step));
  }

  /** One message done, one failed, one due, and one delivered whose receipt is due. */
  SampleHome withMessages() throws IOException {
    Files.createDirectories(home.spool());
    try (Ledger ledger = Ledger.open(home.ledger(), Clock.fixed(YESTERDAY, ZoneOffset.UTC))) {
      claim(ledger, DONE, "arrival.edi", "a");
      ledger.attempt(DONE);
      ledger.conclude(DONE, conclusion(Outcome.ACCEPTED, 200, "taken"));
      ledger.settle(DONE, State.DONE, "the receipt says processed");
      claim(ledger, FAILED, "query\u001b[2J.edi", "b");
      ledger.attempt(FAILED);
      ledger.conclude(FAILED, conclusion(Outcome.REJECTED, 403, "no access to this service"));
      claim(ledger, PACKAGED, "release.edi", "c");
      ledger.openDownload(DOWNLOAD, "cig", "<poll@broker.example>");
      ledger.stored(DOWNLOAD, 4096, "f".repeat(64), true);
      ledger.part(DOWNLOAD, 0, "cig", DELIVERED, 2048, Optional.of("<in@gateway.example>"));
      ledger.verified(DELIVERED, Kind.INTERCHANGE, "<in@gateway.example>", "bWlj, sha1");
      ledger.delivering(DELIVERED, "tmp", "20260301T143000_reply_x.edi");
      ledger.delivered(
          DELIVERED,
          Optional.of(new NewReceipt(RECEIPT, "receipt", "<r@broker.example>", "e".repeat(64), 9)));
      ledger.unpacked(DOWNLOAD);
      ledger.alert("cig", Optional.of(FAILED), "the gateway refused query.edi");
    }
    return this;
  }

  private static void claim(Ledger ledger, String id, String file, String hash) {
    ledger.claim(
        new NewClaim(id, "cig", file, hash.repeat(64), 100, Optional.empty(), Duration.ofDays(30)));
    ledger.packaged(
        id, "<" + id + "@broker.example>", "bWlj, sha1", hash.repeat(64), 900, YESTERDAY);
  }

  private static Conclusion conclusion(Outcome outcome, int status, String detail) {
    return new Conclusion(outcome, Optional.of(status), detail, Optional.empty());
  }
}
