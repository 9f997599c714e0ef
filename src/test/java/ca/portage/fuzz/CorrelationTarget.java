package ca.portage.fuzz;

import ca.portage.ediint.Disposition;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.mime.MalformedMimeException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** T7. An id names itself and what differs by quirks only, and can be written into a header. */
public final class CorrelationTarget {
  private static final MessageId OURS = new MessageId("<20260302.1430.7@broker.example>");

  private CorrelationTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    MessageId.read(text).ifPresent(CorrelationTarget::id);
    Disposition disposition = Disposition.parse(text);
    if (disposition.processed() && disposition.failed()) {
      throw new AssertionError("processed and failed: " + text);
    }
    disposition.token();
    try {
      Mic mic = Mic.parse(text);
      if (!mic.matches(Mic.parse(mic.toString()))) {
        throw new AssertionError("a check that is not itself: " + mic);
      }
    } catch (MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  private static void id(MessageId id) {
    if (id.value().isBlank() || id.value().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new AssertionError("an id that is no header value");
    }
    if (!id.names(id)) {
      throw new AssertionError("an id that does not name itself: " + id);
    }
    id.localPart();
    Optional<String> host = id.host();
    if (id.names(OURS) && !id.value().contains("20260302.1430.7")) {
      throw new AssertionError("names ours without our local part: " + id + " at " + host);
    }
  }
}
