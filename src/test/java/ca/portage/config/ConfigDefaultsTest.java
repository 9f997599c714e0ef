package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pins every key of a channel and of a profile, and what each is when it is left out. */
class ConfigDefaultsTest {
  @TempDir Path folder;
  private TestHome home;

  @BeforeEach
  void home() {
    home = new TestHome(folder);
  }

  @Test
  void aChannelWithTheSmallestFileHasTheseDefaults() throws Exception {
    home.channel("cig", TestHome.SMALLEST_CHANNEL);
    Path root = home.home.root();
    assertThat(home.loader().channels())
        .containsExactly(
            new Channel(
                "cig",
                "cig-2026",
                "RTR1",
                "edi@broker.example",
                URI.create("https://gateway.example/Put0"),
                URI.create("https://gateway.example/Get0"),
                root.resolve("outbox/cig"),
                root.resolve("inbox/cig"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofDays(2557),
                InterchangeForm.ANY,
                new Identity(
                    List.of(new KeyPlace.File(root.resolve("config/keys/broker.p12"))),
                    List.of(SigningTerm.always("signing")),
                    List.of("encryption"),
                    List.of(new PasswordSource.Prompt())),
                new Gateway(
                    List.of(root.resolve("config/keys/gateway-encryption.pem")),
                    List.of(root.resolve("config/keys/gateway-signing.pem")),
                    List.of()),
                new Revocation(Revocation.Mode.HARD, Duration.ofDays(14)),
                Optional.empty(),
                root.resolve("config/keys/trust"),
                Access.PLAIN,
                Optional.empty()));
  }

  @Test
  void everyKeyOfAChannelReachesItsRecord() throws Exception {
    home.channel(
        "cig",
        """
        enabled: true
        profile: cig-2008
        environment: PROD
        sender: a.b@c.example
        submit: https://g.example:8443/in
        collect: https://g.example:8443/out
        outbox: drop/here
        inbox: %s
        poll: 5m
        quiet: 500ms
        retention: 400d
        interchange: cadex
        identity:
          keystore: [keys/k.p12, "pkcs11:slot-id=7?module-path=/usr/lib/p11.so"]
          signing: [s, {alias: t, from: 2026-06-01}]
          decryption: [new, old]
          password: [credential:portage, prompt]
        gateway:
          encryption: [keys/a.pem, keys/b.pem]
          signing: [keys/c.pem, keys/d.pem]
          signer: ["cn=A,c=CA", "CN=b+SERIALNUMBER=2, C=CA"]
        revocation: {mode: soft, grace: 3d}
        directory:
          url: ldap://d.example:1389
          entry: serialNumber=7+cn=G,ou=U,o=GC,c=CA
          base: c=CA
          connect: 1s
          read: 2s
          refresh: 3h
          keep: 4d
        trust: keys/cas
        """
            .formatted(home.home.root().resolve("arrivals")));
    Path root = home.home.root();
    assertThat(home.loader().channel("cig"))
        .isEqualTo(
            new Channel(
                "cig",
                "cig-2008",
                "PROD",
                "a.b@c.example",
                URI.create("https://g.example:8443/in"),
                URI.create("https://g.example:8443/out"),
                root.resolve("drop/here"),
                root.resolve("arrivals"),
                Duration.ofMinutes(5),
                Duration.ofMillis(500),
                Duration.ofDays(400),
                InterchangeForm.CADEX,
                new Identity(
                    List.of(
                        new KeyPlace.File(root.resolve("keys/k.p12")),
                        new KeyPlace.Token(Path.of("/usr/lib/p11.so"), Optional.of(7L))),
                    List.of(
                        SigningTerm.always("s"),
                        new SigningTerm("t", Optional.of(Instant.parse("2026-06-01T00:00:00Z")))),
                    List.of("new", "old"),
                    List.of(new PasswordSource.Credential("portage"), new PasswordSource.Prompt())),
                new Gateway(
                    List.of(root.resolve("keys/a.pem"), root.resolve("keys/b.pem")),
                    List.of(root.resolve("keys/c.pem"), root.resolve("keys/d.pem")),
                    List.of(
                        DistinguishedName.parse("cn=A,c=CA"),
                        DistinguishedName.parse("cn=B+serialNumber=2,c=CA"))),
                new Revocation(Revocation.Mode.SOFT, Duration.ofDays(3)),
                Optional.of(
                    new Directory(
                        URI.create("ldap://d.example:1389"),
                        DistinguishedName.parse("cn=G+serialNumber=7,ou=U,o=GC,c=CA"),
                        DistinguishedName.parse("c=CA"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofHours(3),
                        Duration.ofDays(4))),
                root.resolve("keys/cas"),
                Access.PLAIN,
                Optional.empty()));
  }

  @Test
  void aProfileWithTheSmallestFileHasTheseDefaults() throws Exception {
    home.profile("small", TestHome.SMALLEST_PROFILE);
    assertThat(home.loader().profile("small"))
        .isEqualTo(
            new Profile(
                "small",
                "",
                new Http("1.1"),
                new Tls(List.of("TLSv1.3"), List.of(), List.of(), 2048),
                new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(120),
                    Duration.ofMinutes(15)),
                Map.of(
                    RequestKind.SUBMIT, List.of(),
                    RequestKind.RECEIPT, List.of(),
                    RequestKind.COLLECT, List.of()),
                new RequestObject("application/edi-consent", "dummy"),
                new StatusTable(
                    Map.of(), Map.of(), new Status(0, Outcome.REJECTED, "Unknown.", "Look.")),
                new MessageForm(
                    "sha1",
                    "pkcs1",
                    "aes-256-cbc",
                    "pkcs1",
                    false,
                    true,
                    SignatureEncoding.BASE64,
                    true,
                    true,
                    "application/edi-edifact",
                    "application/edi-consent"),
                AlgorithmPolicyTest.DEFAULTS,
                new ReceiptForm(
                    "{sender}",
                    "rfc822; {sender}",
                    "The message was received and decrypted, and its signature verified."),
                new Environments(Map.of()),
                new Schedule(
                    List.of(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(40)),
                    Duration.ofHours(1),
                    Duration.ofMinutes(15),
                    8,
                    Duration.ofHours(24),
                    Duration.ofMinutes(30),
                    Duration.ofHours(4),
                    Duration.ofHours(24),
                    Duration.ofDays(30))));
  }

  @Test
  void everyKeyOfAProfileReachesItsRecord() throws Exception {
    home.profile(
        "all",
        """
        description: All keys
        http: {version: "1.0"}
        tls:
          protocols: [TLSv1.3, TLSv1.2]
          suites: [TLS_AES_128_GCM_SHA256]
          groups: x25519
          minRsaBits: 3072
        timeouts: {connect: 1s, verdict: 1500ms, response: 2s, total: 3s}
        headers:
          submit: {From: "{sender}", X-Two: two}
          receipt: {B: b}
          collect: {C: c}
        request: {type: application/edi-edifact, text: object}
        status:
          submit: {299: {outcome: accepted, meaning: m1, action: a1}}
          collect: {298: {outcome: empty, meaning: m2, action: a2}}
          both: {599: {outcome: transient, meaning: m3, action: a3}}
          other: {outcome: ambiguous, meaning: m4, action: a4}
        message:
          digest: sha512
          signature: pss
          cipher: cast5
          keyTransport: oaep-sha256
          algorithmProtection: true
          includeCertificates: false
          encoding: binary
          quotedBoundary: false
          partLengths: false
          edifactType: application/EDIFACT
          cadexType: application/x-cadex
        policy: {send: {ciphers: [cast5]}}
        receipt: {from: f, finalRecipient: r, text: t}
        environments: {PROD: "cn=P,c=CA"}
        schedule:
          backoff: 7s
          retryAfterCap: 8s
          ambiguousWindow: 9s
          maxAttempts: 10
          giveUp: 11s
          receiptWarn: 12s
          receiptOverdue: 13s
          holdMax: 15s
          duplicateWindow: 14s
        """);
    Status both = new Status(599, Outcome.TRANSIENT, "m3", "a3");
    assertThat(home.loader().profile("all"))
        .isEqualTo(
            new Profile(
                "all",
                "All keys",
                new Http("1.0"),
                new Tls(
                    List.of("TLSv1.3", "TLSv1.2"),
                    List.of("TLS_AES_128_GCM_SHA256"),
                    List.of("x25519"),
                    3072),
                new Timeouts(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1500),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3)),
                Map.of(
                    RequestKind.SUBMIT,
                    List.of(
                        new HeaderTemplate("From", "{sender}"), new HeaderTemplate("X-Two", "two")),
                    RequestKind.RECEIPT,
                    List.of(new HeaderTemplate("B", "b")),
                    RequestKind.COLLECT,
                    List.of(new HeaderTemplate("C", "c"))),
                new RequestObject("application/edi-edifact", "object"),
                new StatusTable(
                    Map.of(299, new Status(299, Outcome.ACCEPTED, "m1", "a1"), 599, both),
                    Map.of(298, new Status(298, Outcome.EMPTY, "m2", "a2"), 599, both),
                    new Status(0, Outcome.AMBIGUOUS, "m4", "a4")),
                new MessageForm(
                    "sha512",
                    "pss",
                    "cast5",
                    "oaep-sha256",
                    true,
                    false,
                    SignatureEncoding.BINARY,
                    false,
                    false,
                    "application/EDIFACT",
                    "application/x-cadex"),
                AlgorithmPolicyTest.sending("cast5"),
                new ReceiptForm("f", "r", "t"),
                new Environments(Map.of("PROD", List.of(DistinguishedName.parse("cn=P,c=CA")))),
                new Schedule(
                    List.of(Duration.ofSeconds(7)),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(9),
                    10,
                    Duration.ofSeconds(11),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(13),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(14))));
  }
}
