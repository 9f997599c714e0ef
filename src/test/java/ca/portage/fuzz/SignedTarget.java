package ca.portage.fuzz;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Verified;
import ca.portage.cms.VerifiedContent;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** T5. What verifies with a trusted signer has exactly the content that was signed. */
public final class SignedTarget {
  private static final Trust TRUST = Trust.of(Fuzzing.authority());

  private SignedTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try {
      trusted(CmsVerifier.detached(Content.of(Fuzzing.signedText()), input), Fuzzing.signedText());
    } catch (CmsException refused) {
      Expected.refusal(refused);
    }
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      VerifiedContent opaque = CmsVerifier.opaque(Content.of(input), scratch);
      trusted(opaque.verified(), opaque.content().toBytes(1 << 20));
    } catch (CmsException refused) {
      Expected.refusal(refused);
    }
  }

  private static void trusted(Verified verified, byte[] content) {
    try {
      TRUST.check(verified.signer(), List.of(), Instant.now());
    } catch (UntrustedException refused) {
      Expected.refusal(refused);
      return;
    }
    if (!Arrays.equals(content, Fuzzing.signedText())) {
      throw new AssertionError("a trusted signature over bytes that were never signed");
    }
  }
}
