package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.Certificates;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.Client;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.ReceivedInterchange;
import ca.portage.simulator.Samples;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys change on both sides while messages are on their way, and none is lost. */
class KeyRollOverTest {
  private static final int FILES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** More than the test takes, less than a clock may differ from the gateway's. */
  private static final Duration AHEAD = Duration.ofMinutes(2);

  private static final TestAuthority AUTHORITY = TestAuthority.create("New", Clock.systemUTC());
  private static final Issued SIGNING = AUTHORITY.issue(Purpose.SIGNING, "cn=signing 2026");
  private static final Issued ENCRYPTION = AUTHORITY.issue(Purpose.ENCRYPTION, "cn=broker 2026");

  @TempDir Path folder;

  @Test
  void nothingIsLostWhileBothKeysChangeInFlight() throws Exception {
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      home.gateway().know(before(home));
      addKeys();
      Instant change = Instant.now().plus(AHEAD);
      configure(change);
      AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
      home.start(clock(ahead));
      dropAllTheWhile(home, () -> ahead.set(AHEAD));
      everythingChangedAndArrived(home, change);
    }
  }

  @Test
  void nothingIsLostWhileNewKeysAreTakenIntoUseWithoutARestart() throws Exception {
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      home.gateway().know(before(home));
      home.start();
      AtomicReference<Instant> change = new AtomicReference<>();
      dropAllTheWhile(
          home,
          () -> {
            addKeys();
            configure(Instant.now());
            await().atMost(PATIENCE).until(() -> !home.ledger().audits("reload").isEmpty());
            change.set(Instant.now());
          });
      everythingChangedAndArrived(home, change.get());
    }
  }

  /** What the gateway knows of us at first: both signing keys, as it would some days ahead. */
  private Client before(RunningHome home) throws Exception {
    return new Client(
        home.home().sender(),
        List.of(certificate("client-signing.pem"), SIGNING.certificate()),
        certificate("client-encryption.pem"));
  }

  private interface Change {
    void make() throws Exception;
  }

  private void everythingChangedAndArrived(RunningHome home, Instant change) throws Exception {
    await().atMost(PATIENCE).untilAsserted(() -> everythingArrived(home, FILES));
    assertThat(home.gateway().interchanges())
        .extracting(ReceivedInterchange::messageId)
        .hasSize(FILES)
        .doesNotHaveDuplicates();
    assertThat(home.gateway().interchanges()).allMatch(received -> received.repeats() == 0);
    assertThat(home.delivered()).hasSize(FILES);
    eachWasSignedWithTheKeyOfItsTime(home, change, certificate("client-signing.pem"));
    assertThat(recipients(home))
        .containsExactlyInAnyOrder(
            certificate("client-encryption.pem").getSerialNumber(),
            ENCRYPTION.certificate().getSerialNumber());
    assertThat(home.ledger().alerts(10)).isEmpty();
  }

  /** Half of the files before the change, the others right after it, while the first travel. */
  private void dropAllTheWhile(RunningHome home, Change change) throws Exception {
    List<String> names = Samples.names();
    for (int i = 0; i < FILES; i++) {
      if (i == FILES / 2) {
        await().atMost(PATIENCE).until(() -> packed(home) >= FILES / 4);
        change.make();
        Client before = before(home);
        home.gateway()
            .know(new Client(before.address(), before.signing(), ENCRYPTION.certificate()));
      }
      home.drop(names.get(i % names.size()));
    }
  }

  private static long packed(RunningHome home) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).stream()
        .filter(message -> message.messageId().isPresent())
        .count();
  }

  /** The time of the system, and as much ahead as the test says. */
  private static Clock clock(AtomicReference<Duration> ahead) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.now().plus(ahead.get());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone is enough here");
      }
    };
  }

  /** Every file is proved by its receipt, every reply is in the inbox, every receipt is out. */
  static void everythingArrived(RunningHome home, int files) {
    assertThat(home.messages(Direction.OUT, Kind.INTERCHANGE))
        .hasSize(files)
        .extracting(Message::state)
        .containsOnly(State.DONE);
    assertThat(home.messages(Direction.IN, Kind.INTERCHANGE))
        .hasSize(files)
        .extracting(Message::state)
        .containsOnly(State.CLOSED);
    assertThat(home.messages(Direction.OUT, Kind.RECEIPT))
        .hasSize(files)
        .extracting(Message::state)
        .containsOnly(State.DONE);
  }

  private void eachWasSignedWithTheKeyOfItsTime(
      RunningHome home, Instant change, X509Certificate old) throws Exception {
    Map<BigInteger, Integer> counts = new HashMap<>();
    for (Message message : home.messages(Direction.OUT, Kind.INTERCHANGE)) {
      BigInteger signer = signer(message.id());
      counts.merge(signer, 1, Integer::sum);
      if (message.created().isAfter(change)) {
        assertThat(signer).isEqualTo(SIGNING.certificate().getSerialNumber());
      }
    }
    assertThat(counts.keySet())
        .containsExactlyInAnyOrder(old.getSerialNumber(), SIGNING.certificate().getSerialNumber());
  }

  private BigInteger signer(String id) throws Exception {
    byte[] signature = Files.readAllBytes(folder.resolve("spool/out/" + id + "/signature.p7s"));
    return new CMSSignedData(signature)
        .getSignerInfos()
        .iterator()
        .next()
        .getSID()
        .getSerialNumber();
  }

  private static Set<BigInteger> recipients(RunningHome home) throws Exception {
    Set<BigInteger> serials = new HashSet<>();
    for (Outgoing outgoing : home.gateway().outgoing(home.home().sender())) {
      CMSEnvelopedData envelope = new CMSEnvelopedData(outgoing.wire().toBytes(1 << 20));
      envelope
          .getRecipientInfos()
          .forEach(r -> serials.add(((KeyTransRecipientId) r.getRID()).getSerialNumber()));
    }
    return serials;
  }

  private void addKeys() throws Exception {
    char[] password =
        Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray();
    TestAuthority.writePkcs12(
        folder.resolve("config/keys/2026.p12"),
        password,
        Map.of("signing-2026", SIGNING, "encryption-2026", ENCRYPTION));
  }

  private void configure(Instant change) throws Exception {
    Path file = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll("keystore: .*", "keystore: [config/keys/broker.p12, config/keys/2026.p12]")
            .replaceAll(
                "signing: signing",
                "signing: [signing, {alias: signing-2026, from: \"" + change + "\"}]")
            .replaceAll("decryption: .*", "decryption: [encryption-2026, encryption]"));
  }

  private X509Certificate certificate(String name) throws Exception {
    return Certificates.readPem(folder.resolve("simulator").resolve(name)).get(0);
  }
}
