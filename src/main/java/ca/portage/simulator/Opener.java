package ca.portage.simulator;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Digest;
import ca.portage.cms.Verified;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.Mic;
import ca.portage.mime.Entity;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Decrypts a body, cuts it and checks its one signer, in the order of PRD §7.7 (CIG I-06). */
final class Opener {
  private final GatewayKeys keys;
  private final Digest digest;
  private final boolean strict;
  private final Clock clock;

  Opener(SimulatorSettings settings, GatewayKeys keys) {
    this.keys = keys;
    this.digest = settings.algorithms().digest();
    this.strict = settings.form() == GatewayForm.STRICT;
    this.clock = settings.clock();
  }

  /**
   * A body that decrypts and whose signature is the client's.
   *
   * @param part the signed part with its headers
   * @param mic the digest over that part's exact bytes
   */
  record Opened(Entity part, Mic mic) {}

  /**
   * Opens a request's body.
   *
   * @throws UnacceptableException with the word for a receipt and the reason for the record
   * @throws IOException if a file cannot be read or written
   */
  Opened open(Content wire, Client client, Scratch scratch)
      throws UnacceptableException, IOException {
    SignedShape shape = SignedShape.of(decrypted(wire, scratch), strict, digest, scratch);
    Content signed = shape.part().whole();
    Mic mic = Mic.of(signed, digest);
    if (strict && !LineEnds.canonical(signed)) {
      throw new UnacceptableException(
          Finding.INTEGRITY_CHECK_FAILED,
          "the signed part has line ends other than CRLF (CIG G-07s)",
          Optional.of(mic));
    }
    checkSigner(verified(shape, client, mic), client, mic);
    return new Opened(shape.part(), mic);
  }

  private Content decrypted(Content wire, Scratch scratch)
      throws UnacceptableException, IOException {
    try {
      return CmsDecryptor.decrypt(wire, List.copyOf(keys.decryption()), scratch);
    } catch (CmsException e) {
      throw new UnacceptableException(
          Finding.DECRYPTION_FAILED, e.reason() + ": " + e.getMessage());
    }
  }

  private static Verified verified(SignedShape shape, Client client, Mic mic)
      throws UnacceptableException, IOException {
    try {
      return CmsVerifier.detached(shape.part().whole(), shape.signature(), client.signing());
    } catch (CmsException e) {
      Finding finding =
          switch (e.reason()) {
            case SIGNATURE_INVALID -> Finding.INTEGRITY_CHECK_FAILED;
            case MALFORMED -> Finding.UNEXPECTED_PROCESSING_ERROR;
            default -> Finding.AUTHENTICATION_FAILED;
          };
      throw new UnacceptableException(
          finding, e.reason() + ": " + e.getMessage(), Optional.of(mic));
    }
  }

  private void checkSigner(Verified verified, Client client, Mic mic) throws UnacceptableException {
    if (!client.signing().contains(verified.signer())) {
      throw new UnacceptableException(
          Finding.AUTHENTICATION_FAILED,
          "signed by "
              + verified.signer().getSubjectX500Principal()
              + ", not by a certificate known for "
              + client.address(),
          Optional.of(mic));
    }
    if (verified.digest() != digest) {
      throw new UnacceptableException(
          Finding.UNEXPECTED_PROCESSING_ERROR,
          "signed with " + verified.digest().word() + " where " + digest.word() + " is agreed",
          Optional.of(mic));
    }
    try {
      verified.signer().checkValidity(Date.from(clock.instant()));
    } catch (CertificateException e) {
      throw new UnacceptableException(
          Finding.AUTHENTICATION_FAILED,
          "the signer's certificate: " + e.getMessage(),
          Optional.of(mic));
    }
  }
}
