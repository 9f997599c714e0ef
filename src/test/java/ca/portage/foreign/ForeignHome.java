package ca.portage.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.app.RunningHome;
import ca.portage.cms.Digest;
import ca.portage.config.Home;
import ca.portage.config.PasswordSource;
import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import ca.portage.evidence.Believable;
import ca.portage.evidence.HomeExamination;
import ca.portage.evidence.Listener;
import ca.portage.evidence.Outcome;
import ca.portage.evidence.Proof;
import ca.portage.ledger.Direction;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.pki.KeyRing;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.pki.Trust;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.SimulatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running product beside a gateway whose messages others write. */
final class ForeignHome implements AutoCloseable {
  private static final Path SHIPPED = Path.of("config", "profiles", "cig-2026.yaml");

  private final RunningHome running;
  private final Path folder;
  private final GatewayKeys keys;

  /** Edits the profile by pairs of a pattern and its replacement before anything starts. */
  ForeignHome(Path folder, Map<String, String> profile) throws Exception {
    this.folder = folder;
    String text = Files.readString(SHIPPED);
    for (Map.Entry<String, String> edit : profile.entrySet()) {
      if (text.equals(text.replaceAll(edit.getKey(), edit.getValue()))) {
        throw new IllegalArgumentException("nothing in the profile is " + edit.getKey());
      }
      text = text.replaceAll(edit.getKey(), edit.getValue());
    }
    Files.createDirectories(folder.resolve(SHIPPED).getParent());
    Files.writeString(folder.resolve(SHIPPED), text);
    running = new RunningHome(folder, GatewayForm.STRICT);
    keys = GatewayKeys.of(folder);
  }

  /** Gives the client a newer decryption key; the one the gateway knows becomes a former one. */
  NewKey rollOver() throws Exception {
    Path store = folder.resolve("config/keys/broker.p12");
    char[] password =
        new PasswordSource.FromFile(folder.resolve("config/keys/broker.pass")).read(Map.of());
    KeyRing ring = KeyRing.open(store, "signing", List.of("encryption"), password);
    TestAuthority other = TestAuthority.create("Later CA", Clock.systemUTC());
    Issued newest = other.issue(Purpose.ENCRYPTION, "cn=Test Broker Encryption 2");
    List<X509Certificate> chain = ring.signingChain();
    KeyRing.Entry former = ring.decryption().get(0);
    Map<String, Issued> entries = new LinkedHashMap<>();
    entries.put(
        "signing", new Issued(ring.signingKey(), chain.get(0), chain.subList(1, chain.size())));
    entries.put(
        "encryption",
        new Issued(former.key(), former.certificate(), chain.subList(1, chain.size())));
    entries.put("newest", newest);
    Files.delete(store);
    TestAuthority.writePkcs12(store, password(), entries);
    Path channel = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel,
        Files.readString(channel)
            .replace("decryption: [encryption]", "decryption: [newest, encryption]"));
    return new NewKey(newest.certificate(), other);
  }

  /** Pins a second signing certificate of the gateway and trusts its authority. */
  GatewayKeys pin(Issued signing) throws Exception {
    TestAuthority.writePem(folder.resolve("config/keys/second.pem"), signing.certificate());
    TestAuthority.writePem(
        folder.resolve("config/keys/trust/second-ca.pem"), signing.issuers().get(0));
    Path channel = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel,
        Files.readString(channel)
            .replace(
                "signing: config/keys/gateway-signing.pem",
                "signing: [config/keys/gateway-signing.pem, config/keys/second.pem]"));
    return new GatewayKeys(signing.key(), signing.certificate(), keys.recipient());
  }

  /**
   * A new key and who certified it.
   *
   * @param certificate of the new key
   * @param authority who can issue others
   */
  record NewKey(X509Certificate certificate, TestAuthority authority) {}

  private char[] password() throws Exception {
    return new PasswordSource.FromFile(folder.resolve("config/keys/broker.pass")).read(Map.of());
  }

  void start() throws Exception {
    running.start();
  }

  RunningHome running() {
    return running;
  }

  GatewayKeys keys() {
    return keys;
  }

  OpensslWriter openssl() throws Exception {
    return OpensslWriter.of(folder.resolve("openssl"), keys);
  }

  /** Queues a message; its receipt must name the digest of what was signed. */
  Outgoing offer(Foreign message, Digest digest) throws Exception {
    return running
        .gateway()
        .offerSealed(
            running.home().sender(),
            Content.of(message.wire()),
            new Mic(message.digest(digest.jca()), digest));
  }

  /** What the gateway knows of it by now. */
  Outgoing now(Outgoing before) {
    return running.gateway().outgoing(before.client()).stream()
        .filter(o -> o.messageId().equals(before.messageId()))
        .findFirst()
        .orElseThrow();
  }

  /** The message of the ledger that came under that id. */
  List<Message> received(Outgoing outgoing) {
    Filter all =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Direction.IN),
            Optional.empty(),
            10_000);
    return running.ledger().messages(all).stream()
        .filter(m -> m.messageId().filter(outgoing.messageId()::equals).isPresent())
        .toList();
  }

  /**
   * Stops the service and proves every message again from what the home has kept.
   *
   * @param findings is given what is found, which should be nothing
   * @return how many messages were examined
   */
  long proveAgain(List<String> findings) throws Exception {
    running.stop();
    Home home = new Home(folder);
    Trust anchors = Trust.load(folder.resolve("config/keys/trust"));
    try (Ledger ledger = Ledger.read(home.ledger())) {
      Outcome outcome =
          new HomeExamination(
                  home,
                  new EvidenceReader(ledger),
                  channel -> Believable.of(anchors),
                  home.spool().resolve("work"))
              .run(List.of(), new Found(findings));
      findings.addAll(outcome.beside());
      return outcome.messages();
    }
  }

  /** Keeps the findings alone. */
  private record Found(List<String> findings) implements Listener {
    @Override
    public void proof(Proof proof) {
      findings.addAll(proof.findings());
    }

    @Override
    public void step(String what) {
      assertThat(what).isNotBlank();
    }

    @Override
    public void progress(long done, long total) {
      assertThat(done).isLessThanOrEqualTo(total);
    }
  }

  @Override
  public void close() throws SimulatorException {
    running.close();
  }
}
