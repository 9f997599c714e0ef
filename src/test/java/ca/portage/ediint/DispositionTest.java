package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ediint.Disposition.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispositionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "automatic-action/MDN-sent-automatically; processed",
        "automatic-action/MDN sent automatically; processed",
        "Automatic-Action/MDN-Sent-Automatically;Processed ",
        "manual-action/MDN-sent-manually; processed",
        "processed",
      })
  void Q13_blanksHyphensAndCaseMakeNoDifference(String raw) {
    assertThat(Disposition.parse(raw).processed()).isTrue();
    assertThat(Disposition.parse(raw).failed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Automatic-action/MDN-sent-automatically; processed/ Error: decryption-failed",
        "Automatic-action/MDN-sent-automatically; processed/Error: decryption-failed",
        "Automatic-action/MDN-sent-automatically; processed /Error: decryption-failed",
        "automatic-action/MDN sent automatically;PROCESSED / error :Decryption failed",
      })
  void Q14_blanksRoundSlashAndColonMakeNoDifference(String raw) {
    Disposition disposition = Disposition.parse(raw);

    assertThat(disposition.failed()).isTrue();
    assertThat(disposition.processed()).isFalse();
    assertThat(disposition.modifier()).contains(Modifier.ERROR);
    assertThat(disposition.token()).isEqualTo(Disposition.DECRYPTION_FAILED.token());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b; failed",
        "a/b; failed/failure: unsupported format",
        "a/b; processed/failure: x",
        "a/b; processed/superseded",
        "a/b; processed/",
        "a/b; processed: error",
        "a/b; processed/warning,error: x",
      })
  void I15_failuresAndModifiersNobodyDefinedAreErrors(String raw) {
    assertThat(Disposition.parse(raw).failed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a/b; displayed", "a/b; deleted", "processed; displayed", ":"})
  void everythingElseIsNeitherProcessedNorFailed(String raw) {
    assertThat(Disposition.parse(raw).processed()).isFalse();
    assertThat(Disposition.parse(raw).failed()).isFalse();
  }

  @Test
  void F10_aWarningOfADuplicateIsProcessed() {
    assertThat(Disposition.DUPLICATE_DOCUMENT.processed()).isTrue();
    assertThat(Disposition.DUPLICATE_DOCUMENT.modifier()).contains(Modifier.WARNING);
    assertThat(Disposition.DUPLICATE_DOCUMENT.token()).isEqualTo("duplicate-document");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b; processed/warning",
        "a/b; processed/warning: authentication-failed, processing-continued",
        "a/b; processed / Warning : anything",
        "a/b; processed/warning: duplicate-document, incomplete",
      })
  void everyOtherWarningIsNeitherProcessedNorFailed(String raw) {
    assertThat(Disposition.parse(raw).processed()).isFalse();
    assertThat(Disposition.parse(raw).failed()).isFalse();
  }

  @Test
  void ourOwnDispositionsAreSpelledAsTheSpecificationSpellsThem() {
    String mode = "automatic-action/MDN-sent-automatically; ";
    assertThat(Disposition.PROCESSED).hasToString(mode + "processed");
    assertThat(Disposition.AUTHENTICATION_FAILED)
        .hasToString(mode + "processed/Error: authentication-failed");
    assertThat(Disposition.INTEGRITY_CHECK_FAILED)
        .hasToString(mode + "processed/Error: integrity-check-failed");
    assertThat(Disposition.UNEXPECTED_PROCESSING_ERROR)
        .hasToString(mode + "processed/Error: unexpected-processing-error");
  }
}
