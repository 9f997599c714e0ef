package ca.portage.quirks;

import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.cli.Cli;
import ca.portage.content.Content;
import ca.portage.hostile.RawEnvelope;
import ca.portage.hostile.RawReport;
import ca.portage.hostile.RawSignature;
import ca.portage.hostile.RawSigned;
import ca.portage.hostile.Signatories;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.mime.Headers;
import ca.portage.simulator.Fault;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Misbehaviour.Service;
import ca.portage.simulator.ReceiptFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fixtures played to the running product as the answers of the gateway: the heads are those of the
 * rows, and what is inside them is honest, signed by a gateway that the channel knows.
 *
 * @param sent the message of ours that the receipt is about
 * @param receipt the receipt: under the clear head of Q-03 with the From of Q-22, and inside it the
 *     head of Q-03's other message
 * @param shown what {@code portage show} prints of the receipt
 * @param cut the download that says the length of Q-18's placeholder
 * @param late the interchange in it
 * @param delivered the files in the inbox
 * @param alerts the texts of all alerts
 */
record Played(
    Message sent,
    Message receipt,
    String shown,
    Download cut,
    Message late,
    List<byte[]> delivered,
    List<String> alerts) {
  static final String LATE = "<late@gateway.example>";
  static final String CONTENT = "TEST9001 A REPLY\r\n";

  /** To this the simulated gateway has no reply. */
  private static final String INTERCHANGE =
      "UNB+UNOA:3+TESTBROKER+TESTGATEWAY+260302:1430+Q1'\r\nUNH+1+CUSDEC:D:96A:UN'\r\n"
          + "FTX+AAI+++played'\r\nUNT+3+1'\r\nUNZ+1+Q1'\r\n";

  private static Played known;

  /** Of one run, whoever asks. */
  static synchronized Played once() {
    if (known == null) {
      known = run();
    }
    return known;
  }

  private static Played run() {
    try {
      Path folder = Files.createTempDirectory("played");
      try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
        Signatories who = Signatories.install(folder);
        home.gateway().misbehaviour().planReceipts(1, ReceiptFault.WITHHELD);
        home.start();
        return play(home, who);
      } finally {
        delete(folder);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the product did not take what it should", e);
    }
  }

  private static Played play(RunningHome home, Signatories who) throws Exception {
    home.drop("played.edi", bytes(INTERCHANGE));
    Message sent = one(home, Direction.OUT, Kind.INTERCHANGE, State.ACCEPTED);
    byte[] receipt = part(receiptHead(), RawEnvelope.seal(receipt(sent, who), who.client()));
    answer(home, "HTTP/1.0 200 OK\r\nContent-Length: " + multipart(receipt).length, receipt);
    Message settling = one(home, Direction.IN, Kind.RECEIPT, State.CLOSED);

    String late = "Message-Id: " + LATE + "\r\nContent-Type: application/pkcs7-mime\r\n\r\n";
    String placeholder = Quirk.text("Q-18", "placeholder.txt");
    answer(
        home,
        placeholder.substring(0, placeholder.indexOf("\r\nMime-Version"))
            + "\r\n"
            + length(placeholder),
        part(late, RawEnvelope.seal(interchange(who), who.client())));
    Message reply = one(home, Direction.IN, Kind.INTERCHANGE, State.CLOSED);
    return new Played(
        home.ledger().message(sent.id()).orElseThrow(),
        settling,
        new Cli(home.home().root()).run("show", settling.id()).out(),
        home.ledger().download(reply.download().orElseThrow()).orElseThrow(),
        reply,
        files(home),
        home.ledger().alerts(100).stream().map(Alert::text).toList());
  }

  /** The line of the placeholder's length as it stands there. */
  private static String length(String head) {
    return head.lines().filter(l -> l.startsWith("Content-Length:")).findFirst().orElseThrow();
  }

  private static String receiptHead() throws Exception {
    Headers foreign = Quirk.entity("Q-22", "foreign.txt").headers();
    return "From: "
        + foreign.first("From").orElseThrow()
        + "\r\n"
        + Quirk.text("Q-03", "outer.txt");
  }

  private static byte[] receipt(Message sent, Signatories who) throws Exception {
    Headers inner = Quirk.entity("Q-03", "inner.txt").headers();
    byte[] report =
        RawReport.processed(sent.messageId().orElseThrow(), sent.mic().orElseThrow()).bytes();
    return signed(
        report,
        who,
        "Message-Id: "
            + inner.first("Message-Id").orElseThrow()
            + "\r\nDate: "
            + inner.first("Date").orElseThrow()
            + "\r\n");
  }

  private static byte[] interchange(Signatories who) throws Exception {
    // The length is the one of Q-16: of nothing here.
    String part = "Content-Type: application/edi-consent\r\nContent-Length: 8086\r\n\r\n" + CONTENT;
    return signed(bytes(part), who, "");
  }

  private static byte[] signed(byte[] part, Signatories who, String head) throws Exception {
    return new RawSigned(part, RawSignature.over(part).by(who.gateway()).der())
        .type(
            head
                + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                + " micalg=sha1; boundary=\""
                + RawSigned.BOUNDARY
                + '"')
        .bytes();
  }

  private static byte[] part(String head, byte[] body) {
    return join(bytes(head), body);
  }

  private static byte[] multipart(byte[] part) {
    return join(bytes("--b\r\n"), part, bytes("\r\n--b--\r\n"));
  }

  private static void answer(RunningHome home, String head, byte[] part) {
    byte[] whole =
        join(
            bytes(head + "\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"),
            multipart(part));
    home.gateway().misbehaviour().plan(Service.GET, 1, new Fault.Spoken(Content.of(whole)));
  }

  private static Message one(RunningHome home, Direction direction, Kind kind, State state) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                home.messages(direction, kind).stream().filter(m -> m.state() == state).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static List<byte[]> files(RunningHome home) throws Exception {
    List<byte[]> all = new ArrayList<>();
    for (Path file : home.delivered()) {
      all.add(Files.readAllBytes(file));
    }
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(pieces).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
