package ca.portage.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.cms.Digest;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.Outgoing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A profile that asks for more than the shipped one: what is weaker is rejected with the reason,
 * the sender hears of it, and nothing of it reaches the inbox (reliability E4, E12, E13).
 */
class PolicyRefusalsTest {
  private static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";
  private static final Map<String, String> STRICT =
      Map.of(
          "digest: sha1 ", "digest: sha256 ",
          "receive:\n    digests: \\[sha1, ", "receive:\n    digests: [",
          "ciphers: \\[3des, cast5, ", "ciphers: [",
          "oaep-sha1, oaep-sha256, oaep-sha384", "oaep-sha256, oaep-sha384",
          "compression: true", "compression: false");

  @TempDir Path folder;

  /** What the ledger says and how the sender is told. */
  private record Refusal(byte[] wire, String reason, String disposition) {}

  @Test
  void everyWeakMessageIsRejectedWithItsReasonAndAStrongOneArrives() throws Exception {
    try (ForeignHome home = new ForeignHome(folder, STRICT)) {
      byte[] payload = ForeignForms.payload("weak");
      byte[] part = MimeText.part(payload);
      Map<Refusal, Outgoing> offered = new LinkedHashMap<>();
      for (Refusal refusal : refusals(home, part).values()) {
        Foreign message = new Foreign(refusal.reason(), refusal.wire(), part, payload);
        offered.put(refusal, home.offer(message, Digest.SHA256));
      }
      byte[] strong =
          BouncyWriter.enveloped(
              detached(home, part, "SHA256withRSA"), AES_256_CBC, 0, home.keys().recipient());
      Outgoing honest = home.offer(new Foreign("strong", strong, part, payload), Digest.SHA256);
      home.start();

      offered.forEach((refusal, outgoing) -> rejected(home, refusal, outgoing));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> home.received(honest).stream().anyMatch(m -> m.state() == State.CLOSED));
      assertThat(home.running().delivered()).hasSize(1);
    }
  }

  private static Map<String, Refusal> refusals(ForeignHome home, byte[] part) throws Exception {
    OpensslWriter openssl = home.openssl();
    byte[] signed = detached(home, part, "SHA256withRSA");
    Map<String, Refusal> all = new LinkedHashMap<>();
    Map<String, String> ciphers =
        Map.of(
            "des3", "encrypted with 3des, which policy.receive.ciphers",
            "cast5-cbc", "encrypted with cast5, which policy.receive.ciphers",
            "rc2-128", "encrypted with rc2-128, which policy.receive.ciphers",
            "rc2-64", "encrypted with rc2-64, which policy.receive.ciphers",
            "rc2-40", "encrypted with rc2-40, which is broken",
            "des-cbc", "encrypted with des, which is broken");
    for (Map.Entry<String, String> cipher : ciphers.entrySet()) {
      byte[] wire = openssl.encryptFor(signed, "-" + cipher.getKey() + " RECIPIENT");
      all.put(cipher.getKey(), new Refusal(wire, cipher.getValue(), "decryption-failed"));
    }
    all.put(
        "oaep",
        new Refusal(
            openssl.encryptFor(signed, "-aes128 RECIPIENT -keyopt rsa_padding_mode:oaep"),
            "its content key under oaep-sha1",
            "decryption-failed"));
    all.put(
        "sha1",
        new Refusal(
            sealed(home, detached(home, part, "SHA1withRSA")),
            "signed over sha1, which policy.receive.digests",
            "authentication-failed"));
    GatewayKeys weak =
        home.pin(
            TestAuthority.create("Weak CA", Clock.systemUTC())
                .withKeyBits(1024)
                .issue(Purpose.SIGNING, "cn=Weak Gateway"));
    byte[] byWeakKey = MimeText.signed(part, BouncyWriter.signature(part, weak, "SHA256withRSA"));
    all.put(
        "1024 bits",
        new Refusal(
            sealed(home, byWeakKey),
            "signed with an RSA key of 1024 bits; policy.receive.minRsaBits",
            "authentication-failed"));
    all.put(
        "md5",
        new Refusal(
            sealed(home, detached(home, part, "MD5withRSA")),
            "signed over md5, which is broken",
            // It cannot be verified, so whether it opened is not for the sender to know (E15).
            "decryption-failed"));
    all.put(
        "compressed",
        new Refusal(
            sealed(home, BouncyWriter.compressed(signed)),
            "compressed, which policy.receive.compression",
            "decryption-failed"));
    return all;
  }

  private static byte[] detached(ForeignHome home, byte[] part, String algorithm) throws Exception {
    return MimeText.signed(part, BouncyWriter.signature(part, home.keys(), algorithm));
  }

  private static byte[] sealed(ForeignHome home, byte[] entity) throws Exception {
    return BouncyWriter.enveloped(entity, AES_256_CBC, 0, home.keys().recipient());
  }

  private static void rejected(ForeignHome home, Refusal refusal, Outgoing outgoing) {
    await(refusal.reason())
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              assertThat(home.received(outgoing))
                  .as(refusal.reason())
                  .extracting(Message::state)
                  .containsExactly(State.REJECTED);
              assertThat(home.now(outgoing).acknowledgement()).as(refusal.reason()).isPresent();
            });
    assertThat(home.received(outgoing).get(0).reason().orElse("")).contains(refusal.reason());
    assertThat(home.now(outgoing).acknowledgement().orElseThrow().disposition())
        .as(refusal.reason())
        .endsWith(refusal.disposition());
  }
}
