package ca.portage.pki.cmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new key is believed only from the CA, only for what was asked, and only once confirmed. */
class KeyUpdateTest {
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
  void theNewKeyIsKeptThenAskedForThenKeptWithItsCertificateThenConfirmed() throws Exception {
    List<X509Certificate> chain = renew(responder);

    assertThat(responder.asked)
        .containsExactly(PKIBody.TYPE_KEY_UPDATE_REQ, PKIBody.TYPE_CERT_CONFIRM);
    assertThat(responder.confirmed).containsExactly(true);
    assertThat(chain.get(0)).isEqualTo(responder.issued.get(0));
    assertThat(chain.get(0).getPublicKey()).isEqualTo(fresh.getPublic());
    assertThat(chain.get(0).getSubjectX500Principal()).isEqualTo(old.getSubjectX500Principal());
    assertThat(renewal.kept).containsExactly("made", "issued " + chain.get(0).getSerialNumber());
  }

  @Test
  void aCaThatAsksForPatienceGetsIt() throws Exception {
    responder.waits = 3;

    assertThat(renew(responder)).isNotEmpty();

    assertThat(renewal.waited).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void patienceEnds() {
    responder.waits = 1000;

    refused(responder, "not ready", "60 s");
  }

  @Test
  void aKeyThatCannotBeKeptIsNeverAskedFor() {
    KeyUpdate.Keeping full =
        new KeyUpdate.Keeping() {
          @Override
          public void made(KeyPair pair) throws PkiException {
            throw new PkiException("the disk is full");
          }

          @Override
          public void issued(KeyPair pair, List<X509Certificate> chain) {}
        };
    KeyUpdate update =
        new KeyUpdate(
            new KeyUpdate.Speaker(own.getPrivate(), List.of(old)),
            new KeyUpdate.Authority(responder, ca.name, Trust.of(ca.certificate)),
            () -> fresh,
            new Patience(Duration.ofMinutes(1), System::nanoTime, time -> {}),
            Clock.systemUTC(),
            new SecureRandom());

    assertThatThrownBy(() -> update.renew(old, full)).hasMessage("the disk is full");
    assertThat(responder.asked).isEmpty();
  }

  @Test
  void theCasOwnWordsAreTold() {
    refused(
        new Responder(ca, old) {
          @Override
          PKIBody update(GeneralPKIMessage message) {
            return error("renewal is not open\u001b[2J yet");
          }
        },
        "the CA refuses",
        "badRequest",
        "renewal is not open");
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void aCertificateForAnotherKeyIsRejectedAndTheCaIsTold() throws Exception {
    KeyPair other = TestCa.pair();
    Responder wrong =
        new Responder(ca, old) {
          @Override
          X509Certificate certify(X500Principal subject, PublicKey key) throws Exception {
            return super.certify(subject, other.getPublic());
          }
        };

    refused(wrong, "another key");
    assertThat(wrong.confirmed).containsExactly(false);
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void aCertificateForAnotherNameIsRejected() {
    refused(
        new Responder(ca, old) {
          @Override
          X509Certificate certify(X500Principal subject, PublicKey key) throws Exception {
            return super.certify(new X500Principal("cn=Somebody else,c=CA"), key);
          }
        },
        "Somebody else");
  }

  @Test
  void aCertificateThatEndsNoLaterIsRejected() {
    responder.life = Duration.ofDays(10);

    refused(responder, "no later than the one we have");
    assertThat(responder.confirmed).containsExactly(false);
  }

  @Test
  void withoutTheCasLastWordTheKeyIsKeptAndNotNew() {
    refused(
        new Responder(ca, old) {
          @Override
          PKIBody answer(GeneralPKIMessage message) throws Exception {
            return message.getBody().getType() == PKIBody.TYPE_CERT_CONFIRM
                ? error("the data base is down")
                : super.answer(message);
          }
        },
        "the data base is down");
    assertThat(renewal.kept).hasSize(2);
  }
}
