package ca.portage.quirks;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.ReceiptRequest;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import ca.portage.mime.Headers;
import ca.portage.simulator.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Heads of requests, answers and parts: read however they are spelled, written by the letter. */
class HeadQuirksTest {
  private static final String OPTIONS =
      "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha1";

  /** The date a request says, as GMT. */
  static Instant date(Seen seen) {
    return date(Emitted.header(seen, "Date").orElseThrow());
  }

  private static Instant date(String value) {
    return java.time.LocalDateTime.parse(
            value, DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT))
        .toInstant(ZoneOffset.UTC);
  }

  @Test
  void q03ThePartAndTheMessageInItHaveDifferentIdsAndDates() throws Exception {
    Headers outer = Quirk.entity("Q-03", "outer.txt").headers();
    Headers inner = Quirk.entity("Q-03", "inner.txt").headers();
    assertThat(outer.first("Message-Id")).isNotEqualTo(inner.first("Message-Id"));
    assertThat(outer.first("Date")).isNotEqualTo(inner.first("Date"));
    assertThat(inner.first("Message-Id")).isPresent();
    // Played as a download: the part's id is the message's, the other one is kept beside it.
    Played played = Played.once();
    assertThat(played.receipt().messageId()).isEqualTo(outer.first("Message-Id"));
    assertThat(played.sent().state()).isEqualTo(State.DONE);
    assertThat(played.shown())
        .contains("claimed     the message inside has the id " + inner.first("Message-Id").get())
        .contains("claimed     the message inside is dated " + inner.first("Date").get());
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.opened())
          .allSatisfy(
              entity ->
                  assertThat(Quirk.entity(Quirk.content(entity)).headers().all())
                      .extracting(h -> h.name())
                      .containsExactly("Content-Type"));
    }
  }

  @Test
  void q04AHeaderGoesOnWithoutIndent() throws Exception {
    Headers head = Quirk.entity("Q-04", "request.txt").headers();
    assertThat(head.first("Disposition-Notification-Options").orElseThrow().strip())
        .isEqualTo(OPTIONS);
    assertThat(head.first("Disposition-Notification-To").orElseThrow().strip())
        .isEqualTo("edi@broker.example");
    assertThat(Quirk.entity("Q-04", "type.txt").contentType().boundary())
        .isEqualTo("-----9723347566394");
    for (Emitted sent : Emitted.both()) {
      assertThat(Emitted.header(sent.message(), "Disposition-Notification-Options"))
          .contains(OPTIONS);
      assertThat(sent.opened())
          .allSatisfy(e -> assertThat(e.lines().findFirst().orElseThrow()).contains("boundary="));
    }
  }

  @Test
  void q05OptionsGoOnInCapitalsOnALineOfTheirOwn() throws Exception {
    Headers head = Quirk.entity("Q-05", "head.txt").headers();
    assertThat(ReceiptRequest.of(head).orElseThrow().digests()).containsExactly(Digest.SHA1);
    for (Emitted sent : Emitted.both()) {
      assertThat(Emitted.header(sent.message(), "Signed-Receipt-Micalg")).isEmpty();
      assertThat(sent.message().lines()).noneMatch(line -> line.contains("Signed-Receipt"));
    }
  }

  @Test
  void q06ABlankStandsBeforeTheColon() throws Exception {
    Headers head = Quirk.entity("Q-06", "head.txt").headers();
    assertThat(head.all())
        .extracting(h -> h.name())
        .containsExactly(
            "Mime-Version",
            "Disposition-notification-to",
            "Disposition-notification-options",
            "Content-Type");
    for (Emitted sent : Emitted.both()) {
      for (Seen request : sent.requests()) {
        assertThat(request.lines().subList(1, request.lines().size()))
            .allMatch(line -> line.matches("[A-Za-z-]+: \\S.*"));
      }
    }
  }

  @Test
  void q18ADownloadSaysAPlaceholderForItsLength() throws Exception {
    long size = Quirk.file("Q-18", "body.bin").size();
    assertThat(Quirk.text("Q-18", "answer.txt")).contains("Content-Length: " + size + "\r\n");
    assertThat(Quirk.text("Q-18", "placeholder.txt")).contains("Content-Length: 9999\r\n");
    String type =
        Quirk.text("Q-18", "placeholder.txt").replaceFirst("(?s).*?(Content-Type.*)", "$1");
    assertThat(Quirk.parts(Quirk.entity(Quirk.content(type + Quirk.text("Q-18", "body.bin")))))
        .satisfies(parts -> assertThat(parts.parts()).hasSize(1))
        .satisfies(parts -> assertThat(parts.closed()).isTrue());
    // Played as a download: its whole part is used, and that it looks cut is told.
    Played played = Played.once();
    assertThat(played.cut().complete()).isFalse();
    assertThat(played.late().messageId()).contains(Played.LATE);
    assertThat(played.delivered()).containsExactly(Quirk.content(Played.CONTENT).toBytes(100));
    assertThat(played.alerts()).anyMatch(text -> text.startsWith("a download was cut after "));
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.requests())
          .allSatisfy(
              r ->
                  assertThat(Emitted.header(r, "Content-Length"))
                      .contains(Long.toString(r.bodyBytes())));
    }
  }

  @Test
  void q24LocalTimeCallsItselfGmtAndOurOwnIsGmt() throws Exception {
    Headers heads = Quirk.entity("Q-24", "heads.txt").headers();
    for (int i = 0; i < 2; i++) {
      Instant made = time(heads.values("Message-Id").get(i));
      Instant said = date(heads.values("Date").get(i));
      assertThat(Duration.between(said, made)).isBetween(hours(4), hours(6));
    }
    // Played as a download: a receipt that is dated a quarter of a century ago settles its message.
    Played played = Played.once();
    assertThat(played.sent().state()).isEqualTo(State.DONE);
    assertThat(played.shown()).contains("claimed     dated " + heads.values("Date").get(1));
    for (Emitted sent : Emitted.both()) {
      Instant made = time(Emitted.header(sent.message(), "Message-ID").orElseThrow());
      assertThat(Duration.between(made, date(sent.message())).abs()).isLessThan(hours(1));
      assertThat(Duration.between(made, sent.row().created()).abs()).isLessThan(hours(1));
    }
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  /** The time in hex at the start of an id. */
  private static Instant time(String id) {
    String hex = new MessageId(id).localPart().substring(0, 8);
    return Instant.ofEpochSecond(HexFormat.fromHexDigitsToLong(hex));
  }

  @Test
  void q31AcceptHasASemicolonBetweenTwoTypes() throws Exception {
    String literal = "application/pkcs7-mime; text/plain";
    assertThat(Quirk.entity("Q-31", "head.txt").headers().first("Accept")).contains(literal);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.requests())
          .allSatisfy(r -> assertThat(Emitted.header(r, "Accept")).contains(literal));
    }
  }

  @Test
  void q32ARequestNamesAWholeAddressAndNoHost() throws Exception {
    Headers head = Quirk.entity("Q-32", "head.txt").headers();
    assertThat(head.first("From")).contains("edi@broker.example");
    assertThat(head.first("Host")).isEmpty();
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.message().lines().get(0))
          .isEqualTo("POST /CigWasOp/CigWas.CigWasPut0 HTTP/1.1");
      assertThat(sent.requests())
          .allSatisfy(
              r -> assertThat(Emitted.header(r, "Host").orElseThrow()).startsWith("localhost"));
    }
  }

  @Test
  void q33NothingQueuedIsSaidInLowerCaseAndWithAType() throws Exception {
    assertThat(Quirk.text("Q-33", "answer.txt"))
        .startsWith("HTTP/1.0 204 ok\r\n")
        .contains("Content-Type: text/plain");
    for (Emitted sent : Emitted.both()) {
      // The first poll of each run was answered with this very fixture.
      Download first = sent.downloads().get(sent.downloads().size() - 1);
      assertThat(first.state()).isEqualTo(DownloadState.EMPTY);
      assertThat(first.reason().orElseThrow()).startsWith("204");
      assertThat(sent.requests()).allMatch(r -> r.bodyBytes() > 0);
    }
  }

  @Test
  void q36AddressesStandInBracketsAndBare() throws Exception {
    for (String value :
        Quirk.entity("Q-36", "heads.txt").headers().values("Receipt-Delivery-Option")) {
      Headers head =
          Headers.none()
              .with("Disposition-Notification-To", "help@gateway.example")
              .with("Receipt-Delivery-Option", value);
      assertThat(ReceiptRequest.of(head).orElseThrow().deliverTo())
          .contains("https://gateway.example/Op/Put0");
    }
    for (Emitted sent : Emitted.both()) {
      assertThat(
              List.of(
                  Emitted.header(sent.message(), "Receipt-Delivery-Option").orElseThrow(),
                  Emitted.header(sent.message(), "Disposition-Notification-To").orElseThrow()))
          .noneMatch(value -> value.contains("<"));
    }
  }
}
