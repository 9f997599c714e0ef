package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.hostile.RawReport;
import ca.portage.hostile.RawSignature;
import ca.portage.hostile.Signatory;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.State;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;

/** Receipts that ask for a receipt: none is answered, whatever form it has (CIG I-18). */
final class AskingStories {
  private final VerdictStage stage;
  private final BiConsumer<VerdictResult, String> results;

  AskingStories(VerdictStage stage, BiConsumer<VerdictResult, String> results) {
    this.stage = stage;
    this.results = results;
  }

  /** F11; but what could not be told from noise is answered like noise (E15). */
  void play() throws Exception {
    asking(
        VerdictStories.kind(
            "a receipt that asks for a receipt",
            State.DONE,
            State.CLOSED,
            "signed that it processed"),
        0,
        Given::honest);
    asking(
        VerdictStories.kind(
            "an unsigned one that asks", State.ACCEPTED, State.REJECTED, "not signed"),
        1,
        g -> g.seal(g.report().bytes()));
    asking(
        VerdictStories.kind(
            "a forged one that asks", State.ACCEPTED, State.REJECTED, "not the gateway's"),
        0,
        g -> g.signedBy(g.who().sibling()));
    opaqueOnesThatAsk();
  }

  /** The same where the report shows only once something is taken off. */
  private void opaqueOnesThatAsk() throws Exception {
    asking(
        VerdictStories.kind(
            "an opaque receipt that asks for a receipt",
            State.DONE,
            State.CLOSED,
            "signed that it processed"),
        0,
        g -> g.seal(opaque(g.report().bytes(), g.who().gateway())));
    asking(
        VerdictStories.kind(
            "a forged opaque one that asks", State.ACCEPTED, State.REJECTED, "not the gateway's"),
        0,
        g -> g.seal(opaque(g.report().bytes(), g.who().sibling())));
    asking(
        VerdictStories.kind(
            "an opaque report of another type that asks",
            State.ACCEPTED,
            State.REJECTED,
            "neither an interchange nor a receipt"),
        0,
        g -> g.seal(opaque(ofDelivery(g), g.who().gateway())));
    asking(
        VerdictStories.kind(
            "the same, compressed inside its signature",
            State.ACCEPTED,
            State.REJECTED,
            "neither an interchange nor a receipt"),
        0,
        g -> g.seal(g.signed(compressed(ofDelivery(g)))));
  }

  private static byte[] ofDelivery(Given g) {
    return g.report()
        .type(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\""
                + RawReport.BOUNDARY
                + '"')
        .bytes();
  }

  private static byte[] opaque(byte[] content, Signatory who) throws Exception {
    return RawSignature.over(content).opaque().by(who).der();
  }

  private static byte[] compressed(byte[] entity) throws Exception {
    byte[] object =
        new CMSCompressedDataGenerator()
            .generate(new CMSProcessableByteArray(entity), new ZlibCompressor())
            .getEncoded();
    return Given.join(
        "Content-Type: application/pkcs7-mime; smime-type=compressed-data\r\n",
        "Content-Transfer-Encoding: base64\r\n\r\n",
        Base64.getMimeEncoder().encodeToString(object),
        "\r\n");
  }

  private void asking(VerdictKind kind, int answers, VerdictKind.Making making) throws Exception {
    int before = receipts();
    String file = stage.accepted();
    Given given = stage.given(stage.message(file));
    String id = "<" + kind.name().replaceAll("[ ,]+", ".") + "@gateway.example>";
    stage.offer(id, Optional.empty(), making.parts(given).get(0));
    VerdictResult result = stage.result(kind, file, stage.judged(id));
    results.accept(result, file);
    assertThat(receipts()).as(kind.name()).isEqualTo(before + answers);
  }

  private int receipts() {
    return stage.home().messages(Direction.OUT, Kind.RECEIPT).size();
  }
}
