package ca.portage.simulator;

import ca.portage.config.Home;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the client's side of a simulated home: folders, profiles, keys and the channel file. */
final class ClientHome {
  static final String CHANNEL = "cig";
  static final String SENDER = "edi@broker.example";

  private final SimulatorPlan plan;
  private final Home home;

  ClientHome(SimulatorPlan plan) {
    this.plan = plan;
    this.home = new Home(plan.home());
  }

  Path channelFile() {
    return home.channels().resolve(CHANNEL + ".yaml");
  }

  /** Makes folders, copies what the bundle brings and writes the keys. */
  void write(Issued signing, Issued encryption, Issued gatewaySigning, Issued gatewayEncryption)
      throws IOException, PkiException {
    Path keys = home.config().resolve("keys");
    for (Path folder :
        List.of(
            home.channels(),
            home.profiles(),
            home.routes(),
            home.outbox().resolve(CHANNEL),
            home.inbox().resolve(CHANNEL),
            keys.resolve("trust"))) {
      SecretText.folder(folder);
    }
    Home bundle = new Home(plan.bundle());
    copy(bundle.profiles(), home.profiles(), ".yaml");
    copy(bundle.routes(), home.routes(), ".yaml");
    copy(bundle.config(), home.config(), ".properties");
    copy(bundle.config(), home.config(), ".xml");
    char[] password = SecretText.newPassword(keys.resolve("broker.pass"));
    TestAuthority.writePkcs12(
        keys.resolve("broker.p12"), password, Map.of("signing", signing, "encryption", encryption));
    Arrays.fill(password, '\0');
    TestAuthority.writePem(keys.resolve("gateway-signing.pem"), gatewaySigning.certificate());
    TestAuthority.writePem(keys.resolve("gateway-encryption.pem"), gatewayEncryption.certificate());
    TestAuthority.writePem(
        keys.resolve("trust").resolve("simulator-ca.pem"), signing.issuers().get(0));
  }

  /**
   * Writes the channel file, last of all: with it the home is complete. One that already names this
   * gateway is left as the admin has it.
   */
  void writeChannel(URI submit, URI collect) throws IOException {
    if (Files.exists(channelFile())
        && Files.readString(channelFile()).contains(submit.toString())) {
      return;
    }
    SecretText.write(
        channelFile(),
        String.join(
                "\n",
                "# The channel to the simulated gateway of this home; start it with: portage simulate",
                "profile: " + plan.profile(),
                "environment: RTR1",
                "sender: " + SENDER,
                "submit: " + submit,
                "collect: " + collect,
                "outbox: outbox/" + CHANNEL,
                "inbox: inbox/" + CHANNEL,
                "poll: " + plan.poll().toMillis() + "ms",
                "quiet: " + plan.quiet().toMillis() + "ms",
                "identity:",
                "  keystore: config/keys/broker.p12",
                "  signing: signing",
                "  decryption: [encryption]",
                "  password: \"file:config/keys/broker.pass\"",
                "gateway:",
                "  encryption: config/keys/gateway-encryption.pem",
                "  signing: config/keys/gateway-signing.pem",
                "revocation:",
                "  mode: soft  # the simulator's CA publishes no revocation list",
                "trust: config/keys/trust\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Copies the files of that ending that are not there yet. */
  private static void copy(Path from, Path to, String ending) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
        Path target = to.resolve(file.getFileName());
        if (Files.notExists(target)) {
          // Whatever umask the bundle was cloned under, this home is its owner's alone.
          SecretText.write(target, Files.readAllBytes(file));
        }
      }
    }
  }
}
