package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.cli.Cli;
import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsSigner;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.config.KeyPlace;
import ca.portage.config.SigningTerm;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.KeyMerge;
import ca.portage.pki.KeyRing;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import ca.portage.pki.SoftToken;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.pki.Tools;
import ca.portage.pki.WrongPasswordException;
import ca.portage.simulator.Client;
import ca.portage.simulator.GatewayForm;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that cannot leave their token, a real one of SoftHSM, do all that keys of a file do. */
class TokenKeysTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PIN = "473829";
  private static final TestAuthority AUTHORITY = TestAuthority.create("Root", Clock.systemUTC());
  private static final Issued SIGNING = AUTHORITY.issue(Purpose.SIGNING, "cn=broker signing");
  private static final Issued NEXT = AUTHORITY.issue(Purpose.SIGNING, "cn=broker signing next");
  private static final Issued ENCRYPTION = AUTHORITY.issue(Purpose.ENCRYPTION, "cn=broker");
  private static final byte[] TEXT = "UNB+UNOA:3+A+B'UNZ+0+1'".getBytes();

  @TempDir static Path folder;
  private static SoftToken locked;
  private static SoftToken serving;
  private static KeyRing ring;

  @BeforeAll
  static void fill() throws Exception {
    Optional<String> missing = SoftToken.missing();
    Tools.require(missing.isEmpty(), missing.orElse(""));
    SoftToken token = SoftToken.create("portage-" + ProcessHandle.current().pid(), PIN);
    // SoftHSM shows a process the slots there are when it is loaded.
    locked = SoftToken.create("locked-" + ProcessHandle.current().pid(), PIN);
    serving = SoftToken.create("serving-" + ProcessHandle.current().pid(), PIN);
    locked.add(folder, "signing", "01", SIGNING);
    serving.add(folder, "signing", "01", SIGNING);
    serving.add(folder, "encryption", "02", ENCRYPTION);
    serving.add(folder, "signing-next", "03", NEXT);
    token.add(folder, "signing", "01", SIGNING);
    token.add(folder, "encryption", "02", ENCRYPTION);
    ring =
        KeyRing.of(
            List.of(OpenedKeys.open(token.place(), PIN.toCharArray())),
            List.of(SigningTerm.always("signing")),
            List.of("encryption"),
            Instant.now());
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void itSignsInEveryForm(SignatureScheme scheme) throws Exception {
    byte[] signature =
        CmsSigner.detached(Content.of(TEXT), signing(), algorithms(scheme, KeyTransport.PKCS1));

    assertThat(CmsVerifier.detached(Content.of(TEXT), signature, List.of()).signer())
        .isEqualTo(SIGNING.certificate());
  }

  @ParameterizedTest
  @EnumSource(KeyTransport.class)
  void itOpensWhatWasEncryptedInEveryForm(KeyTransport transport) throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Content wire =
          CmsEncryptor.encrypt(
              Content.of(TEXT),
              List.of(ENCRYPTION.certificate()),
              algorithms(SignatureScheme.PKCS1, transport),
              scratch);

      assertThat(CmsDecryptor.decrypt(wire, decryption(), scratch).toBytes(1000)).isEqualTo(TEXT);
    }
  }

  @Test
  void theKeysAreNotToBeHad() throws Exception {
    assertThat(ring.signingKey().getEncoded()).isNull();
    assertThat(ring.decryption().get(0).key().getEncoded()).isNull();
    assertThatThrownBy(
            () -> KeyMerge.of(Optional.empty(), ring.stores()).keyStore("password".toCharArray()))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("cannot be taken out of its token");
  }

  @Test
  void aServiceSendsReceivesAndChangesItsKeyWithATokenAlone(@TempDir Path home) throws Exception {
    try (RunningHome running = new RunningHome(home, GatewayForm.STRICT)) {
      Path channel = home.resolve("config/channels/cig.yaml");
      Files.writeString(home.resolve("config/keys/broker.pass"), PIN);
      Files.delete(home.resolve("config/keys/broker.p12"));
      KeyPlace.Token token = serving.place();
      String uri =
          "pkcs11:slot-id=%d?module-path=%s".formatted(token.slot().orElseThrow(), token.module());
      Files.writeString(
          channel,
          Files.readString(channel).replaceFirst("keystore: .*", "keystore: \"" + uri + "\""));
      running
          .gateway()
          .know(
              new Client(
                  running.home().sender(),
                  List.of(SIGNING.certificate(), NEXT.certificate()),
                  ENCRYPTION.certificate()));
      running.start();
      assertThat(signerOf(running, home, 1)).isEqualTo(serial(SIGNING));
      assertThat(new Cli(home).run("keys", "list", "--home", home.toString()).out())
          .contains("signing-next", "encryption", token.toString());

      Files.writeString(
          channel,
          Files.readString(channel)
              .replaceFirst(
                  "signing: signing",
                  "signing: [signing, {alias: signing-next, from: \"" + Instant.now() + "\"}]"));
      await().atMost(PATIENCE).until(() -> !running.ledger().audits("reload").isEmpty());
      assertThat(signerOf(running, home, 2)).isEqualTo(serial(NEXT));
    }
  }

  /** Sends one more, waits for its receipt and for the reply, and tells who signed it. */
  private static BigInteger signerOf(RunningHome running, Path home, int count) throws Exception {
    Set<String> before = new HashSet<>();
    running.messages(Direction.OUT, Kind.INTERCHANGE).forEach(m -> before.add(m.id()));
    running.drop("cusrep-arrival");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                  .hasSize(count)
                  .allMatch(message -> message.state() == State.DONE);
              assertThat(running.messages(Direction.IN, Kind.INTERCHANGE))
                  .hasSize(count)
                  .allMatch(message -> message.state() == State.CLOSED);
            });
    String sent =
        running.messages(Direction.OUT, Kind.INTERCHANGE).stream()
            .map(Message::id)
            .filter(id -> !before.contains(id))
            .findFirst()
            .orElseThrow();
    byte[] signature = Files.readAllBytes(home.resolve("spool/out/" + sent + "/signature.p7s"));
    return new CMSSignedData(signature)
        .getSignerInfos()
        .iterator()
        .next()
        .getSID()
        .getSerialNumber();
  }

  private static BigInteger serial(Issued issued) {
    return issued.certificate().getSerialNumber();
  }

  @Test
  void aWrongPinIsCalledSo() {
    assertThatThrownBy(() -> OpenedKeys.open(locked.place(), "000000".toCharArray()))
        .isInstanceOf(WrongPasswordException.class)
        .hasMessageContaining("token in slot");
  }

  /** Its PIN as the password of a file would be on the disk, and the key that was to stay in. */
  @Test
  void itsKeysAreNotRenewedIntoAFile(@TempDir Path home) throws Exception {
    try (RunningHome made = new RunningHome(home, GatewayForm.STRICT)) {
      KeyPlace.Token token = (KeyPlace.Token) ring.stores().get(0).place();
      Path pin = Files.writeString(home.resolve("config/keys/pin"), PIN);
      Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
      Path channel = home.resolve("config/channels/cig.yaml");
      Files.writeString(
          channel,
          Files.readString(channel)
                  .replaceAll(
                      "keystore: .*",
                      "keystore: \"pkcs11:slot-id=%d?module-path=%s\""
                          .formatted(token.slot().orElseThrow(), token.module()))
                  .replaceAll("password: .*", "password: file:config/keys/pin")
              + "cmp:\n  url: tcp://127.0.0.1:9\n");

      for (String use : List.of("signing", "decryption")) {
        Cli.Result result =
            new Cli(made.home().root(), Clock.systemUTC())
                .run("keys", "update", "cig", "--yes", "--key", use);

        assertThat(result.exitCode()).as(result.err()).isEqualTo(78);
        assertThat(result.err()).contains("token in slot", "must not lie in a file");
      }
      try (Stream<Path> keys = Files.list(home.resolve("config/keys"))) {
        assertThat(keys).noneMatch(file -> file.getFileName().toString().startsWith("cig-"));
      }
    }
  }

  private static SigningKey signing() throws Exception {
    return new SigningKey(ring.signingKey(), ring.signingChain());
  }

  private static List<DecryptionKey> decryption() {
    return ring.decryption().stream()
        .map(entry -> new DecryptionKey(entry.key(), entry.certificate()))
        .toList();
  }

  private static CmsAlgorithms algorithms(SignatureScheme scheme, KeyTransport transport) {
    return new CmsAlgorithms(
        Digest.SHA256, scheme, ContentCipher.AES256_CBC, transport, true, true);
  }
}
