package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.Digest;
import ca.portage.content.Scratch;
import ca.portage.ediint.Verdict.Kind;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import ca.portage.mime.MimeLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a receipt proves a message: its signature, its id and its check of the content. */
class ReceiptVerdictTest {
  private static final MessageId OURS = new MessageId("<38DEC16C.000002.00844@broker.example>");
  private static final Mic SENT = mic("sent", Digest.SHA1);
  private static final Mic OTHER = mic("other", Digest.SHA1);

  @TempDir Path folder;

  private static Mic mic(String text, Digest digest) {
    try {
      return Mic.of(Samples.bytes(text), digest);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Receipt receipt(String id, Mic mic, Disposition disposition) {
    return new Receipt(
        Optional.ofNullable(id).flatMap(MessageId::read),
        Optional.empty(),
        Optional.ofNullable(mic),
        Optional.ofNullable(disposition),
        Headers.none(),
        Optional.empty());
  }

  private static Receipt proof() {
    return receipt(OURS.value(), SENT, Disposition.PROCESSED);
  }

  private static Verdict judge(Receipt receipt) {
    return ReceiptJudge.judge(receipt, OURS, SENT, SignerEvidence.TRUSTED);
  }

  @Test
  void aTrustedReceiptForOurMessageAndOurContentSettlesIt() {
    assertThat(judge(proof()).kind()).isEqualTo(Kind.SETTLED);
    assertThat(judge(proof()).reasons()).hasSize(1);
  }

  @Test
  void anUnsignedReceiptNeverSettlesAMessage() {
    Verdict verdict = ReceiptJudge.judge(proof(), OURS, SENT, SignerEvidence.UNSIGNED);

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(verdict.reason()).contains("not signed");
  }

  @Test
  void F04_aReceiptSignedByAnotherKeyNeverDoesAnything() {
    SignerEvidence stranger = SignerEvidence.refused("The receipt is signed by CN=Someone Else");
    for (Receipt receipt :
        List.of(
            proof(),
            receipt(OURS.value(), OTHER, Disposition.PROCESSED),
            receipt(OURS.value(), SENT, Disposition.DECRYPTION_FAILED))) {
      Verdict verdict = ReceiptJudge.judge(receipt, OURS, SENT, stranger);
      assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
      assertThat(verdict.reason()).contains("CN=Someone Else");
    }
  }

  @Test
  void Q01_aReceiptThatLacksTheHostSettles() {
    assertThat(judge(receipt("<38DEC16C.000002.00844>", SENT, Disposition.PROCESSED)).kind())
        .isEqualTo(Kind.SETTLED);
  }

  @Test
  void Q22_Q24_theSampleOf2008SettlesWhateverItsDatesAndSendersSay() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      SignedMessage message = SignedMessage.open(Samples.file("signed-receipt-2008.txt"), scratch);
      Receipt receipt =
          ReceiptReader.read(EntityReader.read(message.signedPart(), MimeLimits.DEFAULT))
              .orElseThrow();
      Mic sent = Mic.parse("wzMQM4BNKoGrrBYGVAkBCmIW9k0=, sha1");

      assertThat(ReceiptJudge.judge(receipt, OURS, sent, SignerEvidence.TRUSTED).kind())
          .isEqualTo(Kind.SETTLED);
    }
  }

  @Test
  void F02_aReceiptForAnotherMessageOrNoneProvesNothing() {
    for (Disposition said : List.of(Disposition.PROCESSED, Disposition.DECRYPTION_FAILED)) {
      for (Mic mic : List.of(SENT, OTHER)) {
        assertThat(judge(receipt("<1@broker.example>", mic, said)).kind())
            .isEqualTo(Kind.NOT_PROOF);
        assertThat(judge(receipt(null, mic, said)).kind()).isEqualTo(Kind.NOT_PROOF);
      }
    }
  }

  @Test
  void F01_anotherCheckIsAnIntegrityAlert() {
    Verdict verdict = judge(receipt(OURS.value(), OTHER, Disposition.PROCESSED));

    assertThat(verdict.kind()).isEqualTo(Kind.INTEGRITY_ALERT);
    assertThat(verdict.reason()).contains(OURS.value(), SENT.toString(), OTHER.toString());
  }

  @Test
  void aReceiptWithoutACheckIsNoProof() {
    Verdict verdict = judge(receipt(OURS.value(), null, Disposition.PROCESSED));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(verdict.reason()).contains("no check");
  }

  @Test
  void aCheckThatCannotBeReadIsShownToTheAdmin() {
    Receipt receipt =
        new Receipt(
            Optional.of(OURS),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Disposition.PROCESSED),
            Headers.of(new Header("Received-content-MIC", "abc,md5")),
            Optional.empty());

    assertThat(judge(receipt).kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(judge(receipt).reason()).contains("'abc,md5'");
  }

  @Test
  void F06_aCheckInAnotherAlgorithmIsNoProofUnlessWeHoldOneToo() {
    Receipt receipt = receipt(OURS.value(), mic("sent", Digest.SHA256), Disposition.PROCESSED);
    List<Mic> both = List.of(SENT, mic("sent", Digest.SHA256));
    List<Mic> wrong = List.of(SENT, mic("other", Digest.SHA256));

    assertThat(judge(receipt).kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(judge(receipt).reason()).contains("sha256").contains("sha1");
    assertThat(ReceiptJudge.judge(receipt, OURS, both, SignerEvidence.TRUSTED).kind())
        .isEqualTo(Kind.SETTLED);
    assertThat(ReceiptJudge.judge(receipt, OURS, wrong, SignerEvidence.TRUSTED).kind())
        .isEqualTo(Kind.INTEGRITY_ALERT);
  }

  @Test
  void theReturnedHeadersAloneProveNothing() {
    Receipt receipt =
        new Receipt(
            Optional.empty(),
            Optional.of(OURS),
            Optional.of(SENT),
            Optional.of(Disposition.PROCESSED),
            Headers.none(),
            Optional.empty());

    assertThat(judge(receipt).kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(judge(receipt).reason()).contains("names no message");
  }

  @Test
  void anAdminSeesEveryReason() {
    Verdict verdict =
        ReceiptJudge.judge(
            receipt("<1@x>", OTHER, Disposition.DECRYPTION_FAILED),
            OURS,
            SENT,
            SignerEvidence.UNSIGNED);

    assertThat(verdict.reasons()).hasSize(4);
  }

  @Test
  void aVerdictWithoutAReasonIsRefused() {
    assertThatThrownBy(() -> new Verdict(Kind.SETTLED, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The whole table: signature, id, check and disposition decide together. */
  @Test
  void onlyOneOfAllCombinationsSettles() {
    int settled = 0;
    for (SignerEvidence signature : List.of(SignerEvidence.TRUSTED, SignerEvidence.UNSIGNED)) {
      for (String id : new String[] {OURS.value(), "<1@x>", null}) {
        for (Mic mic : new Mic[] {SENT, OTHER, null}) {
          for (Disposition said :
              new Disposition[] {
                Disposition.PROCESSED,
                Disposition.INTEGRITY_CHECK_FAILED,
                Disposition.parse("a/b; displayed"),
                null
              }) {
            Receipt receipt = receipt(id, mic, said);
            Kind kind = ReceiptJudge.judge(receipt, OURS, SENT, signature).kind();
            settled += kind == Kind.SETTLED ? 1 : 0;
          }
        }
      }
    }
    assertThat(settled).isEqualTo(1);
  }
}
