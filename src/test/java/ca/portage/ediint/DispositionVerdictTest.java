package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.ediint.Verdict.Kind;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receipt says became of the message, and what it says against itself. */
class DispositionVerdictTest {
  private static final MessageId OURS = new MessageId("<38DEC16C.000002.00844@broker.example>");
  private static final Mic SENT = mic("sent");
  private static final Mic OTHER = mic("other");

  private static Mic mic(String text) {
    try {
      return Mic.of(Samples.bytes(text), Digest.SHA1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Receipt receipt(Mic mic, Disposition disposition) {
    return receipt(mic, disposition, Headers.none(), Optional.empty());
  }

  private static Receipt receipt(
      Mic mic, Disposition disposition, Headers fields, Optional<String> beyond) {
    return new Receipt(
        Optional.of(OURS),
        Optional.empty(),
        Optional.ofNullable(mic),
        Optional.ofNullable(disposition),
        fields,
        beyond);
  }

  private static Verdict judge(Receipt receipt) {
    return ReceiptJudge.judge(receipt, OURS, SENT, SignerEvidence.TRUSTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decryption-failed | encryption certificate is probably out of date",
        "authentication-failed | signing certificate is unknown, expired or revoked",
        "integrity-check-failed | line ends were probably changed",
        "unexpected-processing-error | help desk",
        "something nobody defined | help desk",
      })
  void I14_aFailureTheGatewaySignsIsAPeerErrorWithItsAdvice(String token, String advice) {
    Disposition said = Disposition.parse("a/b; processed/ Error: " + token);
    for (Mic mic : new Mic[] {SENT, OTHER, null}) {
      Verdict verdict = judge(receipt(mic, said));
      assertThat(verdict.kind()).isEqualTo(Kind.PEER_ERROR);
      assertThat(verdict.reason()).contains(said.raw(), advice, "safe");
    }
  }

  @Test
  void aFailedDispositionIsAPeerError() {
    Disposition said = Disposition.parse("a/b; failed/failure: unsupported format");

    assertThat(judge(receipt(null, said)).kind()).isEqualTo(Kind.PEER_ERROR);
  }

  @Test
  void F10_aWarningThatItIsADuplicateSettles() {
    Verdict verdict = judge(receipt(SENT, Disposition.DUPLICATE_DOCUMENT));

    assertThat(verdict.kind()).isEqualTo(Kind.SETTLED);
    assertThat(verdict.reasons()).anyMatch(r -> r.contains("duplicate-document"));
  }

  @Test
  void everyOtherWarningProvesNothingAndIsShown() {
    Disposition said =
        Disposition.parse("a/b; processed/warning: authentication-failed, processing-continued");
    Verdict verdict = judge(receipt(SENT, said));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(verdict.reason()).contains("warning", "processing-continued", "help desk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b; displayed", "a/b; deleted", "nonsense", "\u001b[2J"})
  void whatIsNotProcessedProvesNothing(String raw) {
    Verdict verdict = judge(receipt(SENT, Disposition.parse(raw)));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(verdict.reason()).doesNotContain("\u001b");
    assertThat(judge(receipt(SENT, null)).kind()).isEqualTo(Kind.NOT_PROOF);
  }

  @Test
  void endlessWordsAreQuotedByTheirBeginning() {
    Verdict verdict = judge(receipt(SENT, Disposition.parse("a/b; " + "x".repeat(100_000))));

    assertThat(verdict.reason()).contains("xxx...'").hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Error", "failure"})
  void aReceiptThatAlsoReportsAnErrorProvesNothingAndIsQuoted(String field) {
    Headers fields = Headers.of(new Header(field, "disk\u001b full"));
    Verdict verdict = judge(receipt(SENT, Disposition.PROCESSED, fields, Optional.empty()));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(verdict.reason()).contains("'disk? full'");
  }

  @Test
  void aFieldOfErrorsThatIsEmptyReportsNone() {
    Headers fields = Headers.of(new Header("Error", " "));

    assertThat(judge(receipt(SENT, Disposition.PROCESSED, fields, Optional.empty())).kind())
        .isEqualTo(Kind.SETTLED);
  }

  @Test
  void whatFollowsTheOneBlockOfFieldsUnsaysIt() {
    Optional<String> beyond = Optional.of("Disposition: a/b; processed/Error: x");
    Verdict verdict = judge(receipt(SENT, Disposition.PROCESSED, Headers.none(), beyond));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_PROOF);
    assertThat(verdict.reason()).contains("'Disposition: a/b; processed/Error: x'");
  }

  @Test
  void anErrorBesideAnotherContentsCheckIsAnIntegrityAlertStill() {
    Headers fields = Headers.of(new Header("Error", "x"));

    assertThat(judge(receipt(OTHER, Disposition.PROCESSED, fields, Optional.empty())).kind())
        .isEqualTo(Kind.INTEGRITY_ALERT);
  }
}
