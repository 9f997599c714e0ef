package ca.portage.fuzz;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.EdifactEnvelope;
import ca.portage.ediint.InterchangeSniffer;
import java.io.IOException;
import java.util.Optional;

/** T8. Sniffing never fails, and canonical text stays as it is. */
public final class InterchangeTarget {
  private InterchangeTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Content content = Content.of(input);
    InterchangeSniffer.sniff(content);
    Optional<EdifactEnvelope> envelope = EdifactEnvelope.read(content);
    envelope.ifPresent(EdifactEnvelope::complete);
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      Content canonical = CanonicalText.crlf(content, scratch);
      if (!CanonicalText.isCanonical(canonical)) {
        throw new AssertionError("canonical text is not canonical");
      }
      if (CanonicalText.crlf(canonical, scratch).size() != canonical.size()) {
        throw new AssertionError("canonical text changes when it is made canonical again");
      }
    }
  }
}
