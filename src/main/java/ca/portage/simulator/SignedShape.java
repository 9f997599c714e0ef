package ca.portage.simulator;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import ca.portage.mime.TransferEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two parts of a multipart/signed, cut by the letter (CIG F-03 to F-15).
 *
 * @param part the first part, its exact bytes being what the signature covers (CIG G-03s)
 * @param signature the SignedData of the second
 */
record SignedShape(Entity part, byte[] signature) {
  private static final int SIGNATURE_LIMIT_BYTES = 1 << 20;
  private static final int BOUNDARY_LIMIT = 70;
  private static final String SIGNATURE_TYPE = "application/pkcs7-signature";

  /**
   * Cuts a decrypted entity.
   *
   * @param strict refuses also what could still be understood
   * @param digest the only {@code micalg} allowed (CIG F-14)
   * @throws UnacceptableException AUTHENTICATION_FAILED if nothing is signed, otherwise
   *     UNEXPECTED_PROCESSING_ERROR
   * @throws IOException if the content cannot be read
   */
  static SignedShape of(Content decrypted, boolean strict, Digest digest, Scratch scratch)
      throws UnacceptableException, IOException {
    try {
      Entity outer = EntityReader.read(decrypted, MimeLimits.DEFAULT);
      ContentType type = outer.contentType();
      if (!type.is("multipart/signed")) {
        throw new UnacceptableException(
            Finding.AUTHENTICATION_FAILED, "the decrypted entity is " + type.type() + ", unsigned");
      }
      String boundary = type.boundary();
      if (strict) {
        checkHead(outer, type, boundary, digest);
      }
      Parts parts = MultipartReader.parts(outer.body(), boundary, MimeLimits.DEFAULT);
      if (parts.parts().size() != 2 || !parts.closed()) {
        throw odd("multipart/signed has " + parts.parts().size() + " parts, not two (CIG F-03)");
      }
      Entity first = EntityReader.read(parts.parts().get(0), MimeLimits.DEFAULT);
      Entity second = EntityReader.readUnsigned(parts.parts().get(1), MimeLimits.DEFAULT);
      if (strict) {
        checkParts(first, second);
      }
      return new SignedShape(first, signature(second, scratch));
    } catch (MalformedMimeException e) {
      throw odd(e.getMessage());
    }
  }

  private static byte[] signature(Entity second, Scratch scratch)
      throws MalformedMimeException, IOException {
    return TransferEncoding.der(second.body(), second.transferEncoding(), scratch)
        .toBytes(SIGNATURE_LIMIT_BYTES);
  }

  private static void checkHead(Entity outer, ContentType type, String boundary, Digest digest)
      throws UnacceptableException, IOException {
    String declared = outer.headers().first("Content-Type").orElse("");
    if (!declared.contains("boundary=\"" + boundary + "\"")) {
      throw odd("the boundary is not in double quotes (CIG F-05)");
    }
    if (boundary.length() > BOUNDARY_LIMIT) {
      throw odd("the boundary has more than 70 characters (CIG F-07)");
    }
    if (!type.parameter("protocol").filter(SIGNATURE_TYPE::equals).isPresent()) {
      throw odd("protocol is not application/pkcs7-signature (CIG F-13)");
    }
    if (!type.parameter("micalg").flatMap(Digest::parse).equals(Optional.of(digest))) {
      throw odd("micalg is not " + digest.word() + " (CIG F-14)");
    }
    if (!startsWith(outer.body(), "--" + boundary + "\r\n")
        && !startsWith(outer.body(), "\r\n--" + boundary + "\r\n")) {
      throw odd("the first delimiter is not -- and the boundary (CIG F-08)");
    }
  }

  private static void checkParts(Entity first, Entity second)
      throws UnacceptableException, MalformedMimeException {
    if (!second.contentType().is(SIGNATURE_TYPE)) {
      throw odd("the second part is not application/pkcs7-signature (CIG F-03)");
    }
    for (Entity part : new Entity[] {first, second}) {
      String length = Long.toString(part.body().size());
      if (part.headers().first("Content-Length").filter(l -> !l.equals(length)).isPresent()) {
        throw odd("a part's Content-Length is not its length (CIG F-02)");
      }
    }
  }

  private static boolean startsWith(Content body, String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return body.size() >= wanted.length
        && Arrays.equals(body.slice(0, wanted.length).toBytes(wanted.length), wanted);
  }

  private static UnacceptableException odd(String why) {
    return new UnacceptableException(Finding.UNEXPECTED_PROCESSING_ERROR, why);
  }
}
