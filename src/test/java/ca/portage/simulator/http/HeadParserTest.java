package ca.portage.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadParserTest {

  @Test
  void keepsSpellingAndOrder() throws Exception {
    RequestHead head = parse("POST /a HTTP/1.1\r\nhOsT: x\r\nFROM:  a@b.example \r\n\r\nbody");

    assertThat(head.lines()).containsExactly("POST /a HTTP/1.1", "hOsT: x", "FROM:  a@b.example ");
    assertThat(head.headers())
        .containsExactly(new HeaderLine("hOsT", "x"), new HeaderLine("FROM", "a@b.example"));
    assertThat(head.lapses()).isEmpty();
  }

  @Test
  void readsTheHeadOfFigure3AndNotesItsLapses() throws Exception {
    RequestHead head =
        parse(
            "POST http://gateway.example/CigWasOp/CigWas.CigWasPut0 HTTP/1.0\r\n"
                + "Mime-Version : 1.0\r\n"
                + "Disposition-notification-options :\r\n"
                + "signed-receipt-protocol=required, pkcs7-signature;\r\n"
                + "signed-receipt-micalg=required, sha1\r\n"
                + "Content-Length: 4\r\n\r\nbody");

    assertThat(head.path()).isEqualTo("/CigWasOp/CigWas.CigWasPut0");
    assertThat(head.first("mime-version")).contains("1.0");
    assertThat(head.first("Disposition-Notification-Options"))
        .contains(
            "signed-receipt-protocol=required, pkcs7-signature; "
                + "signed-receipt-micalg=required, sha1");
    assertThat(head.length()).contains(4L);
    assertThat(head.lapses())
        .anyMatch(lapse -> lapse.contains("blank before the colon of Mime-Version"))
        .anyMatch(lapse -> lapse.contains("folded"));
  }

  @Test
  void leavesTheBodyUnread() throws Exception {
    InputStream in = bytes("POST / HTTP/1.1\r\nA: b\r\n\r\nrest");

    HeadParser.next(in);

    assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("rest");
  }

  @Test
  void notesBareLineFeeds() throws Exception {
    assertThat(parse("POST / HTTP/1.1\nA: b\n\n").lapses()).anyMatch(l -> l.contains("bare"));
  }

  @Test
  void declaresNoLengthWhenTwoAreNamedOrATransferCodingIs() throws Exception {
    assertThat(parse("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n").length())
        .isEmpty();
    assertThat(
            parse("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
                .length())
        .isEmpty();
    assertThat(parse("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n").length()).isEmpty();
  }

  @Test
  void refusesWhatIsNoHttp() {
    assertThatThrownBy(() -> parse("HELO there\r\n\r\n"))
        .isInstanceOf(MalformedRequestException.class);
    assertThatThrownBy(() -> parse("POST / HTTP/2.0\r\n\r\n"))
        .isInstanceOf(MalformedRequestException.class);
    assertThatThrownBy(() -> parse("POST / HTTP/1.1\r\n continued\r\n\r\n"))
        .isInstanceOf(MalformedRequestException.class);
  }

  @Test
  void refusesAHeadWithoutEnd() {
    String long1 = "POST / HTTP/1.1\r\nA: " + "x".repeat(HeadParser.LIMIT_BYTES);

    assertThatThrownBy(() -> parse(long1)).isInstanceOf(MalformedRequestException.class);
    assertThatThrownBy(() -> parse("POST / HTTP/1.1\r\nA: b")).isInstanceOf(IOException.class);
  }

  @Test
  void givesNothingWhenTheSenderClosedBetweenRequests() throws Exception {
    assertThat(HeadParser.next(bytes(""))).isEmpty();
  }

  private static RequestHead parse(String text) throws Exception {
    return HeadParser.next(bytes(text)).orElseThrow();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
