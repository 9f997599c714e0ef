package ca.portage.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.cms.Digest;
import ca.portage.foreign.ForeignHome.NewKey;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What openssl and BouncyCastle write in other forms than ours arrives through the running product,
 * and its receipt reports the MIC of what was signed (CIG H-04 to H-06, I-07, K-15; RFC 5402).
 */
class ForeignFormsTest {
  @TempDir Path folder;

  @Test
  void everyFormArrivesByteForByteAndIsAcknowledgedWithTheMicOfWhatWasSigned() throws Exception {
    try (ForeignHome home =
        new ForeignHome(
            folder, Map.of("ciphers: \\[3des, cast5,", "ciphers: [3des, cast5, rc2-128,"))) {
      NewKey newest = home.rollOver();
      List<X509Certificate> strangers = strangers(newest);
      List<Foreign> forms =
          ForeignForms.all(home.keys(), openssl(home, strangers), newest.certificate(), strangers);
      Map<Foreign, Outgoing> offered = new LinkedHashMap<>();
      for (Foreign form : forms) {
        offered.put(form, home.offer(form, Digest.SHA1));
      }
      home.start();
      offered.forEach((form, outgoing) -> arrives(home, form, outgoing));
      assertThat(forms).hasSizeGreaterThanOrEqualTo(30);
      assertThat(delivered(home)).hasSameSizeAs(forms);
      assertThat(home.running().ledger().alerts(10)).extracting(Alert::text).isEmpty();

      List<String> findings = new ArrayList<>();
      assertThat(home.proveAgain(findings)).isEqualTo(2L * forms.size());
      assertThat(findings).as("what is found when all is proved again").isEmpty();
    }
  }

  private static void arrives(ForeignHome home, Foreign form, Outgoing outgoing) {
    await(form.name())
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(home.received(outgoing))
                    .as("%s", home.received(outgoing))
                    .extracting(Message::state)
                    .containsExactly(State.CLOSED));
    assertThat(home.now(outgoing).acknowledgement())
        .as("the receipt for: %s", form.name())
        .hasValueSatisfying(a -> assertThat(a.processed()).isTrue());
    assertThat(delivered(home)).as("%s", form.name()).anyMatch(form::arrivedAs);
  }

  private static List<byte[]> delivered(ForeignHome home) {
    try {
      List<byte[]> files = new ArrayList<>();
      for (Path file : home.running().delivered()) {
        files.add(Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<X509Certificate> strangers(NewKey newest) {
    return List.of(
        newest.authority().issue(Purpose.ENCRYPTION, "cn=Stranger 0").certificate(),
        newest.authority().issue(Purpose.ENCRYPTION, "cn=Stranger 1").certificate());
  }

  private static OpensslWriter openssl(ForeignHome home, List<X509Certificate> strangers)
      throws Exception {
    OpensslWriter writer = home.openssl();
    for (int i = 0; i < strangers.size(); i++) {
      writer.withRecipient("stranger" + i + ".pem", strangers.get(i));
    }
    return writer;
  }
}
