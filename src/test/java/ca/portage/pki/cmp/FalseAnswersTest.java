package ca.portage.pki.cmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer is believed only from the CA, only to our own request, and only as it was made. */
class FalseAnswersTest {
  private static TestCa ca;
  private static KeyPair own;
  private static KeyPair fresh;
  private static X509Certificate old;

  private Responder responder;
  private Renewal renewal;

  @BeforeAll
  static void found() throws Exception {
    ca = new TestCa("ou=CA,o=GC,c=CA");
    own = TestCa.pair();
    fresh = TestCa.pair();
    old = ca.issue(Renewal.CLIENT, own.getPublic(), Duration.ofDays(20));
  }

  @BeforeEach
  void begin() {
    responder = new Responder(ca, old);
    renewal = new Renewal(own, old, fresh);
  }

  private List<X509Certificate> renew(CmpTransport transport) throws PkiException {
    return renewal.with(transport, ca.name, Trust.of(ca.certificate));
  }

  private void refused(CmpTransport transport, String... words) {
    assertThatThrownBy(() -> renew(transport))
        .isInstanceOf(PkiException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void anotherClientOfTheSameCaCannotAnswerForIt() throws Exception {
    KeyPair mallory = TestCa.pair();
    responder.speaker = ca.issue("cn=Mallory,o=GC,c=CA", mallory.getPublic(), TestCa.year());
    responder.speakerKey = mallory.getPrivate();

    refused(responder, "CN=Mallory", "neither the CA");
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void whomTheCaNamedForItMayAnswer() throws Exception {
    KeyPair registrar = TestCa.pair();
    responder.speaker = ca.speaker("cn=RA,o=GC,c=CA", registrar.getPublic());
    responder.speakerKey = registrar.getPrivate();

    assertThat(renew(responder)).isNotEmpty();
  }

  @Test
  void aCaOfTheSameNameAndAnotherKeyIsNotBelieved() throws Exception {
    TestCa impostor = new TestCa("ou=CA,o=GC,c=CA");

    refused(new Responder(impostor, old), "not believed");
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void nonsenseIsNoAnswer() {
    for (byte[] nonsense : new byte[][] {{}, {0x30}, "<html>".getBytes(), new byte[5000]}) {
      refused(request -> nonsense, "no CMP message");
    }
  }

  @Test
  void anAnswerThatWasChangedOnTheWayIsNotUsed() {
    refused(
        request -> {
          byte[] answer = responder.exchange(request);
          PKIMessage message = PKIMessage.getInstance(answer);
          return encoded(
              new PKIMessage(
                  message.getHeader(),
                  responder.error("forged"),
                  message.getProtection(),
                  message.getExtraCerts()));
        },
        "protection fits no certificate");
  }

  @Test
  void anAnswerWithoutProtectionIsNotUsed() {
    refused(
        request -> {
          PKIMessage message = PKIMessage.getInstance(responder.exchange(request));
          return encoded(new PKIMessage(message.getHeader(), message.getBody()));
        },
        "not protected");
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void theAnswerToAnotherRequestIsNotUsed() throws Exception {
    byte[][] first = new byte[1][];
    renew(
        request -> {
          byte[] answer = responder.exchange(request);
          first[0] = first[0] == null ? answer : first[0];
          return answer;
        });

    refused(request -> first[0], "another request");
  }

  private static byte[] encoded(PKIMessage message) {
    try {
      return message.getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
