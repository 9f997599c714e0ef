package ca.portage.fuzz;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsException;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.util.List;

/** T4. An envelope opens or is refused with a reason; the scratch takes whatever comes out. */
public final class EnvelopedTarget {
  private EnvelopedTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      Content content =
          CmsDecryptor.decrypt(Content.of(input), List.of(Fuzzing.decryption()), scratch);
      if (content.size() > input.length) {
        throw new AssertionError("decryption made " + content.size() + " of " + input.length);
      }
    } catch (CmsException refused) {
      Expected.refusal(refused);
    }
  }
}
