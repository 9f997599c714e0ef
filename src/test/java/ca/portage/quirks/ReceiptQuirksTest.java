package ca.portage.quirks;

import static ca.portage.quirks.Quirk.OURS;
import static ca.portage.quirks.Quirk.receipt;
import static ca.portage.quirks.Quirk.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.ediint.Disposition;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.ediint.OriginalMessage;
import ca.portage.ediint.Receipt;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.ReceiptWriter;
import ca.portage.ediint.Verdict.Kind;
import ca.portage.ledger.State;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Headers;
import ca.portage.mime.MimeLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What receipts say, and how: read as the gateway writes it, written as the rules have it. */
class ReceiptQuirksTest {
  @Test
  void q01TheHostIsDroppedFromTheOriginalMessageId() throws Exception {
    assertThat(receipt("Q-01", "receipt.txt").original().orElseThrow().names(OURS)).isTrue();
    assertThat(verdict("Q-01", "receipt.txt")).isEqualTo(Kind.SETTLED);
    assertThat(verdict("Q-01", "full.txt")).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.reply().messageId()).matches("<[^@>]+@@?[^@>]+>");
      assertThat(sent.receipt())
          .contains("\r\nOriginal-Message-Id: " + sent.reply().messageId() + "\r\n");
    }
  }

  @Test
  void q02AnIdHasTwoAtSignsAndIsEchoedVerbatim() throws Exception {
    MessageId id =
        MessageId.read(Quirk.entity("Q-02", "head.txt").headers().first("Message-Id").orElseThrow())
            .orElseThrow();
    assertThat(id.value()).isEqualTo("<38DE662F.000003.02416@@edisys2-le0>");
    assertThat(id.localPart()).isEqualTo("38DE662F.000003.02416");
    assertThat(id.host()).contains("edisys2-le0");
    assertThat(Emitted.by2008().receipt()).containsPattern("Original-Message-Id: <[^@>]+@@[^@>]+>");
    for (Emitted sent : Emitted.both()) {
      assertThat(Emitted.header(sent.message(), "Message-ID").orElseThrow())
          .matches("<[^@<>\\s]+@[^@<>\\s]+>");
    }
  }

  @Test
  void q12TheReportTypeHasABlankForItsHyphen() throws Exception {
    assertThat(verdict("Q-12", "blank.txt")).isEqualTo(Kind.SETTLED);
    assertThat(verdict("Q-12", "absent.txt")).isEqualTo(Kind.SETTLED);
    assertThat(
            ReceiptReader.read(
                EntityReader.read(Quirk.file("Q-12", "other.txt"), MimeLimits.DEFAULT)))
        .isEmpty();
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt())
          .contains("report-type=disposition-notification")
          .doesNotContain("disposition notification");
    }
  }

  @Test
  void q13TheDispositionHasBlanksForHyphens() throws Exception {
    assertThat(Quirk.text("Q-13", "receipt.txt")).contains("MDN sent automatically");
    assertThat(verdict("Q-13", "receipt.txt")).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt())
          .contains("\r\nDisposition: automatic-action/MDN-sent-automatically; processed\r\n");
    }
  }

  @Test
  void q14TheSlashOfAnErrorIsSpelledInFourWays() throws Exception {
    List<Disposition> said =
        Quirk.text("Q-14", "dispositions.txt").lines().map(Disposition::parse).toList();
    assertThat(said).hasSize(4).allMatch(Disposition::failed);
    assertThat(said)
        .extracting(Disposition::token)
        .containsExactly(
            "decryption-failed",
            "authentication-failed",
            "integrity-check-failed",
            "unexpected-processing-error");
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.errorReceipt())
          .contains("; processed/Error: unexpected-processing-error\r\n");
    }
  }

  @Test
  void q15TheCheckHasNoBlanksAndItsAlgorithmManyNames() throws Exception {
    assertThat(verdict("Q-15", "receipt.txt")).isEqualTo(Kind.SETTLED);
    for (String line : Quirk.text("Q-15", "checks.txt").lines().toList()) {
      assertThat(Mic.parse(line)).as(line).isEqualTo(Quirk.sent());
    }
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt())
          .containsPattern("\r\nReceived-content-MIC: [A-Za-z0-9+/]{27}=, sha1\r\n");
    }
  }

  @Test
  void q17TheLengthsOfAReceiptsPartsAreNotTheirs() throws Exception {
    assertThat(receipt("Q-17", "receipt.txt")).isEqualTo(receipt("Q-17", "true.txt"));
    for (Emitted sent : Emitted.both()) {
      Entity report = Quirk.entity(Quirk.parts(entity(sent.receipt())).parts().get(0));
      for (var part : Quirk.parts(report).parts()) {
        Entity each = Quirk.entity(part);
        assertThat(each.headers().first("Content-Length"))
            .contains(Long.toString(each.body().size()));
      }
    }
  }

  @Test
  void q20TheReturnedHeadBeginsWithItsRequestLine() throws Exception {
    Receipt receipt = receipt("Q-20", "receipt.txt");
    assertThat(receipt.returned()).contains(OURS);
    assertThat(verdict(receipt)).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt())
          .containsPattern("(?i)Message/rfc822\r\n(Content-Length: \\d+\r\n)?\r\nMime-Version")
          .doesNotContain("POST ");
    }
  }

  @Test
  void q22AFromProvesNothingAndIsNotLookedAt() throws Exception {
    assertThat(Quirk.entity("Q-22", "heads.txt").headers().values("From"))
        .containsExactly("Customs Gateway <help@gateway.example>", "<help@gateway.example>");
    assertThat(verdict("Q-22", "foreign.txt")).isEqualTo(Kind.SETTLED);
    // Played as a download under that From: it is nowhere compared, kept or shown.
    assertThat(Played.once().sent().state()).isEqualTo(State.DONE);
    assertThat(Played.once().shown()).doesNotContain("nobody@elsewhere.example");
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.requests())
          .allSatisfy(r -> assertThat(Emitted.header(r, "From")).contains("edi@broker.example"));
    }
  }

  @Test
  void q23TheFinalRecipientNamesNoTypeOfAddress() throws Exception {
    assertThat(verdict("Q-23", "receipt.txt")).isEqualTo(Kind.SETTLED);
    assertThat(verdict("Q-23", "none.txt")).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt()).contains("\r\nFinal-Recipient: rfc822; edi@broker.example\r\n");
    }
    // The profile's word, for a gateway that reads no other form.
    assertThat(
            Quirk.text(
                ReceiptWriter.write(
                    new OriginalMessage(OURS, Headers.none()),
                    Optional.empty(),
                    Disposition.PROCESSED,
                    new ReceiptWriter.Form("<edi@broker.example>", "read", false),
                    "b")))
        .contains("\r\nFinal-Recipient: <edi@broker.example>\r\n");
  }

  @Test
  void q25AReceiptIsOlderThanItsMessage() throws Exception {
    assertThat(verdict("Q-25", "receipt.txt")).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(HeadQuirksTest.date(sent.acknowledgement()))
          .isAfterOrEqualTo(HeadQuirksTest.date(sent.message()));
    }
  }

  @Test
  void q28TheHashOfASignatureIsNoCheckOfTheContent() throws Exception {
    assertThat(verdict("Q-28", "content.txt")).isEqualTo(Kind.SETTLED);
    assertThat(verdict("Q-28", "signature.txt")).isEqualTo(Kind.INTEGRITY_ALERT);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt())
          .contains("\r\nReceived-content-MIC: " + sent.reply().mic() + "\r\n");
    }
  }

  @Test
  void q29TheCheckIsOverThePartWithItsHeaders() throws Exception {
    assertThat(Mic.parse(Quirk.text("Q-29", "check.txt").strip())).isEqualTo(Quirk.sent());
    for (Emitted sent : Emitted.both()) {
      var part = Quirk.parts(entity(sent.interchange())).parts().get(0);
      assertThat(sent.row().mic()).contains(Mic.of(part, Digest.SHA1).toString());
    }
  }

  @Test
  void q30WhatTheLettersMeanIsSaidInNoOtherWords() throws Exception {
    assertThat(verdict("Q-30", "receipt.txt")).isEqualTo(Kind.SETTLED);
    assertThat(Quirk.shipped("(?is).*message\\s+delivery\\s+notification.*")).isEmpty();
  }

  @Test
  void q35TheWordsForPeopleHaveADigitForALetter() throws Exception {
    assertThat(receipt("Q-35", "receipt.txt")).isEqualTo(receipt("Q-35", "plain.txt"));
    for (Emitted sent : Emitted.both()) {
      // Further down a signature in base64 may hold any three letters.
      String words = sent.receipt().split("(?i)message/disposition-notification", 2)[0];
      assertThat(words).doesNotContain("ED1").contains("was received and decrypted");
    }
  }

  @Test
  void q37ScrambledWordsSayNothing() throws Exception {
    assertThat(Quirk.text("Q-37", "receipt.txt")).contains("/ Error :");
    assertThat(verdict("Q-37", "receipt.txt")).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.receipt())
          .contains("The message was received and decrypted, and its signature verified.");
    }
  }

  @Test
  void q38AddressesAreConfigurationAndNoConstants() throws Exception {
    assertThat(verdict("Q-38", "old.txt")).isEqualTo(Kind.SETTLED);
    assertThat(verdict("Q-38", "new.txt")).isEqualTo(Kind.SETTLED);
    assertThat(Quirk.shipped("(?is).*ecu\\.uce.*")).isEmpty();
    assertThat(Emitted.by2008().receipt()).contains("rfc822; edi@broker.example");
  }

  private static Entity entity(String text) throws Exception {
    return Quirk.entity(Quirk.content(text));
  }
}
