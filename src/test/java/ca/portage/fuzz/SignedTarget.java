package ca.portage.fuzz;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Verified;
import ca.portage.cms.VerifiedContent;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import ca.portage.mime.MalformedMimeException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * T5. What verifies with a trusted signer has exactly the content that was signed, also inside a
 * compressed layer, which is one and not several.
 */
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
      opaque(Content.of(input), scratch);
    } catch (CmsException refused) {
      Expected.refusal(refused);
    }
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      compressed(Content.of(input), scratch);
    } catch (CmsException | MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  private static void opaque(Content message, Scratch scratch) throws IOException, CmsException {
    VerifiedContent opaque = CmsVerifier.opaque(message, scratch);
    trusted(opaque.verified(), opaque.content().toBytes(EnvelopedTarget.MOST_BYTES));
  }

  private static void compressed(Content entity, Scratch scratch)
      throws IOException, CmsException, MalformedMimeException {
    Optional<Content> layer = CompressedEntity.find(entity, false, scratch);
    if (layer.isPresent()) {
      Content inside = CompressedEntity.inflate(layer.get(), EnvelopedTarget.LIMIT, scratch);
      if (CompressedEntity.find(inside, false, scratch).isPresent()) {
        throw new AssertionError("a second compressed layer");
      }
      opaque(inside, scratch);
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
