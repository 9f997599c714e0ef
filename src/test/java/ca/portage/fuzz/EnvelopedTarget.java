package ca.portage.fuzz;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsInflater;
import ca.portage.cms.InflationLimit;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * T4. An envelope opens or is refused with a reason; the scratch takes whatever comes out, and what
 * is compressed in it grows no further than it may.
 */
public final class EnvelopedTarget {
  static final int MOST_BYTES = 1 << 20;
  static final InflationLimit LIMIT = new InflationLimit(MOST_BYTES, 100);

  private EnvelopedTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Content message = Content.of(input);
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      Content content = CmsDecryptor.decrypt(message, List.of(Fuzzing.decryption()), scratch);
      if (content.size() > input.length) {
        throw new AssertionError("decryption made " + content.size() + " of " + input.length);
      }
      Optional<Content> compressed = CompressedEntity.find(content, false, scratch);
      if (compressed.isPresent()) {
        inflate(compressed.get(), scratch);
      }
    } catch (CmsException refused) {
      Expected.refusal(refused);
    }
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      inflate(message, scratch);
    } catch (CmsException refused) {
      Expected.refusal(refused);
    }
  }

  private static void inflate(Content message, Scratch scratch) throws IOException, CmsException {
    long size = CmsInflater.inflate(message, LIMIT, scratch).size();
    if (size > MOST_BYTES) {
      throw new AssertionError("inflated to " + size + " bytes");
    }
  }
}
