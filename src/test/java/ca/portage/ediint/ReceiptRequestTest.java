package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Headers;
import ca.portage.mime.MimeLimits;
import org.junit.jupiter.api.Test;

class ReceiptRequestTest {

  private static Headers headers(String text) throws Exception {
    return EntityReader.readUnsigned(Samples.crlf(text), MimeLimits.DEFAULT).headers();
  }

  @Test
  void Q05_theOptionsAreReadUnfoldedAndInAnyCase() throws Exception {
    ReceiptRequest request =
        ReceiptRequest.of(
                headers(
                    "Disposition-Notification-Options:"
                        + " signed-receipt-protocol=required, pkcs7-signature;\n"
                        + "Signed-Receipt-Micalg=required, sha1, sha-256\n"
                        + "Disposition-Notification-To: <help@gateway.example>\n"
                        + "Receipt-Delivery-Option: <http://gateway.example/Op/Put0>\n\n"))
            .orElseThrow();

    assertThat(request.to()).isEqualTo("<help@gateway.example>");
    assertThat(request.deliverTo()).contains("http://gateway.example/Op/Put0");
    assertThat(request.digests()).containsExactly(Digest.SHA1, Digest.SHA256);
  }

  @Test
  void Q36_aDeliveryUrlNeedsNoBrackets() throws Exception {
    assertThat(
            ReceiptRequest.of(
                    headers("Disposition-Notification-To: a\nReceipt-Delivery-Option: http://b/\n"))
                .flatMap(ReceiptRequest::deliverTo))
        .contains("http://b/");
  }

  @Test
  void K14_aReceiptAsksForNone() throws Exception {
    assertThat(ReceiptRequest.of(headers("Mime-Version: 1.0\nFrom: a\n\n"))).isEmpty();
  }
}
