package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import ca.portage.mime.MimeLimits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptWriterTest {
  private static final MessageId THEIRS = new MessageId("<38DE6570.000002.01040@@edisys2-le0>");
  private static final OriginalMessage ORIGINAL =
      new OriginalMessage(
          THEIRS,
          Headers.of(
              new Header("Mime-Version", "1.0"),
              new Header("From", "<help@gateway.example>"),
              new Header("Message-Id", THEIRS.value())));
  private static final ReceiptWriter.Form FORM =
      new ReceiptWriter.Form("rfc822; edi@broker.example", "Received", true);

  private static Receipt read(Content written) throws Exception {
    return ReceiptReader.read(EntityReader.read(written, MimeLimits.DEFAULT)).orElseThrow();
  }

  @Test
  void I21_theReceiptHasExactlyThisShape() throws Exception {
    Mic mic = Mic.of(Samples.bytes("content"), Digest.SHA1);

    Content written =
        ReceiptWriter.write(ORIGINAL, Optional.of(mic), Disposition.PROCESSED, FORM, "b");

    String returned =
        "Mime-Version: 1.0\r\nFrom: <help@gateway.example>\r\nMessage-Id: " + THEIRS + "\r\n\r\n";
    String notification =
        "Final-Recipient: rfc822; edi@broker.example\r\n"
            + "Original-Message-Id: <38DE6570.000002.01040@@edisys2-le0>\r\n"
            + "Received-content-MIC: BA8G/XdAkkeNRQd09bowxdp4rMg=, sha1\r\n"
            + "Disposition: automatic-action/MDN-sent-automatically; processed\r\n";
    assertThat(Samples.text(written))
        .isEqualTo(
            "Content-Type: Multipart/report; report-type=disposition-notification;"
                + " boundary=\"b\"\r\n\r\n"
                + "--b\r\nContent-Type: Text/Plain\r\nContent-Length: 8\r\n\r\nReceived"
                + "\r\n--b\r\nContent-Type: Message/disposition-notification\r\nContent-Length: "
                + notification.length()
                + "\r\n\r\n"
                + notification
                + "\r\n--b\r\nContent-Type: Message/rfc822\r\nContent-Length: "
                + returned.length()
                + "\r\n\r\n"
                + returned
                + "\r\n--b--\r\n");
  }

  @Test
  void Q01_ourReceiptsEchoTheWholeId() throws Exception {
    Receipt receipt =
        read(ReceiptWriter.write(ORIGINAL, Optional.empty(), Disposition.PROCESSED, FORM, "b"));

    assertThat(receipt.original()).contains(THEIRS);
    assertThat(receipt.returned()).contains(THEIRS);
  }

  @Test
  void aReceiptForWhatCouldNotBeOpenedHasNoCheck() throws Exception {
    Receipt receipt =
        read(
            ReceiptWriter.write(
                ORIGINAL, Optional.empty(), Disposition.DECRYPTION_FAILED, FORM, "b"));

    assertThat(receipt.mic()).isEmpty();
    assertThat(receipt.disposition()).contains(Disposition.DECRYPTION_FAILED);
  }

  @Test
  void G07s_everyLineOfAReceiptEndsInCrLf() throws Exception {
    Content written =
        ReceiptWriter.write(
            ORIGINAL,
            Optional.empty(),
            Disposition.PROCESSED,
            new ReceiptWriter.Form("<edi@broker.example>", "Re\u00e7u\net transmis\n", false),
            "b");

    assertThat(CanonicalText.isCanonical(written)).isTrue();
    assertThat(Samples.text(written))
        .contains("Text/Plain; charset=utf-8\r\n\r\nRe\u00c3\u00a7u\r\net transmis\r\n")
        .contains("Final-Recipient: <edi@broker.example>\r\n");
  }
}
