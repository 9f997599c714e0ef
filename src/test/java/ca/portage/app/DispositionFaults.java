package ca.portage.app;

import ca.portage.ledger.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Receipts that the gateway signed well and whose disposition is not that all went well. */
final class DispositionFaults {
  private static final String MODE = "automatic-action/MDN-sent-automatically; ";

  private final List<VerdictKind> kinds = new ArrayList<>();

  private DispositionFaults() {}

  static List<VerdictKind> list() {
    DispositionFaults all = new DispositionFaults();
    all.noDispositions();
    all.errors();
    all.several();
    return all.kinds;
  }

  private void add(
      String name, State message, State receipt, String words, VerdictKind.Making making) {
    kinds.add(
        new VerdictKind("signed, and no proof", name, "sha1", making, message, receipt, words));
  }

  /** It is about the message and proves nothing: the message waits on. */
  private void noProof(String name, String words, VerdictKind.Making making) {
    add(name, State.ACCEPTED, State.CLOSED, words, making);
  }

  private void noDispositions() {
    noProof(
        "no disposition",
        "does not say what became",
        g -> g.sealed(g.report().field("Disposition", "")));
    for (String said :
        List.of(
            "",
            "nonsense",
            MODE,
            MODE + "displayed",
            MODE + "deleted",
            MODE + "denied",
            MODE + "dispatched",
            MODE + "unprocessed",
            MODE + "processed\u001b[2J")) {
      noProof(
          "it says '" + said.replace("\u001b", "ESC") + "'",
          "is not that it was processed",
          g -> g.sealed(g.report().says(said)));
    }
    for (String warning :
        List.of(
            "processed/warning",
            "processed/warning: authentication-failed, processing-continued",
            "processed / Warning : duplicate-document, incomplete")) {
      noProof(
          "it says " + warning, "with a warning", g -> g.sealed(g.report().says(MODE + warning)));
    }
  }

  private void errors() {
    Map<String, String> advice =
        Map.of(
            "processed/Error: decryption-failed", "encryption certificate",
            "processed/ Error: authentication-failed", "signing certificate",
            "processed/Error: integrity-check-failed", "line ends",
            "processed /Error: unexpected-processing-error", "help desk");
    advice.forEach((said, words) -> error(MODE + said, words));
    for (String said :
        List.of(
            "processed/error: something nobody defined",
            "processed/failure: unsupported format",
            "processed/superseded",
            "processed/warning, error: duplicate-document",
            "processed: error",
            "failed",
            "failed/Failure: sender-equals-receiver",
            "failed/warning: duplicate-document")) {
      error(MODE + said, "help desk");
    }
    add(
        "an error, and another content's check",
        State.PEER_ERROR,
        State.CLOSED,
        "signing certificate",
        g ->
            g.sealed(
                g.report()
                    .mic("Received-Content-MIC: AAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha1")
                    .says(MODE + "processed/Error: authentication-failed")));
    add(
        "an error without a check",
        State.PEER_ERROR,
        State.CLOSED,
        "encryption certificate",
        g -> g.sealed(g.report().mic("").says(MODE + "processed/Error: decryption-failed")));
  }

  private void error(String said, String words) {
    add(
        "it says " + said.substring(MODE.length()),
        State.PEER_ERROR,
        State.CLOSED,
        words,
        g -> g.sealed(g.report().says(said)));
  }

  private void several() {
    add(
        "processed, then an error",
        State.DONE,
        State.CLOSED,
        "already DONE",
        g -> both(g.honest(), error(g)));
    add(
        "an error, then processed",
        State.PEER_ERROR,
        State.CLOSED,
        "already PEER_ERROR",
        g -> both(error(g), g.honest()));
    add(
        "processed, then another content's check",
        State.DONE,
        State.CLOSED,
        "already DONE",
        g ->
            both(
                g.honest(),
                g.sealed(
                    g.report().mic("Received-Content-MIC: AAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha1"))));
    add(
        "a forged error, then processed",
        State.DONE,
        State.CLOSED,
        "signed that it processed",
        g -> both(g.signedBy(g.who().sibling()), g.honest()));
  }

  private static List<byte[]> error(Given g) throws Exception {
    return g.sealed(g.report().says(MODE + "processed/Error: decryption-failed"));
  }

  private static List<byte[]> both(List<byte[]> first, List<byte[]> second) {
    return List.of(first.get(0), second.get(0));
  }
}
