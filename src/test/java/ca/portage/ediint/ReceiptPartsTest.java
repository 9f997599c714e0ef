package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import org.junit.jupiter.api.Test;

/** Which parts of a receipt are read, and what stands in them beside the fields that decide. */
class ReceiptPartsTest {
  private static final String NOTIFICATION =
      part("message/disposition-notification", "Disposition: a/b; processed\r\n");
  private static final String END = "--b--\r\n";

  /** Each part that may be used is held, so they are counted. */
  @Test
  void aReceiptHoldsAtMostTwentyPartsThatMayBeUsed() throws Exception {
    String copy = part("message/rfc822", "A: 1\r\n");

    assertThat(read(NOTIFICATION + copy.repeat(19) + END).disposition()).isPresent();
    assertThatThrownBy(() -> read(NOTIFICATION + copy.repeat(20) + END))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("holds more than it may");
  }

  @Test
  void wordsForPeopleAreNotCounted() throws Exception {
    String words = part("text/plain", "It was processed.\r\n");

    assertThat(read(words.repeat(100) + NOTIFICATION + END).disposition()).isPresent();
  }

  @Test
  void aLastPartWithoutItsClosingDelimiterIsRead() throws Exception {
    assertThat(read(NOTIFICATION).disposition()).isEqualTo(read(NOTIFICATION + END).disposition());
    assertThat(read(NOTIFICATION).disposition()).isPresent();
  }

  /** RFC 3798 §3.1: a notification is about one message and has one block of fields. */
  @Test
  void whatFollowsTheFieldsIsKeptForTheVerdict() throws Exception {
    String second = "Disposition: a/b; processed/error: x";

    assertThat(read(NOTIFICATION + "\r\n" + second + "\r\n" + END).beyond()).contains(second);
    assertThat(read(NOTIFICATION + "\r\n \r\n" + END).beyond()).isEmpty();
  }

  private static String part(String type, String body) {
    return "--b\r\nContent-Type: " + type + "\r\n\r\n" + body;
  }

  private static Receipt read(String parts) throws Exception {
    String entity = "Content-Type: multipart/report; boundary=b\r\n\r\n" + parts;
    return ReceiptReader.read(EntityReader.read(Samples.bytes(entity), MimeLimits.DEFAULT))
        .orElseThrow();
  }
}
