package ca.portage.ediint;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Guard;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import ca.portage.mime.TransferEncoding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A decrypted message taken apart: the exact bytes that were signed, and the signature over them.
 *
 * <p>Nothing is verified here. Only what the signature covers may be delivered: anything beside the
 * two parts is refused (reliability E10), bytes behind them included.
 */
public final class SignedMessage {
  private static final int MAX_SIGNATURE_BYTES = 1 << 20;
  private static final MimeLimits LIMITS = MimeLimits.DEFAULT;

  private final Content content;
  private final Optional<byte[]> signature;
  private final Optional<Digest> micalg;

  private SignedMessage(Content content, Optional<byte[]> signature, Optional<Digest> micalg) {
    this.content = content;
    this.signature = signature;
    this.micalg = micalg;
  }

  /**
   * Opens multipart/signed, or application/pkcs7-mime with SignedData, or bare SignedData.
   *
   * @param decryptedEntity what decryption gave: a MIME entity with its headers, or DER
   * @param scratch where a decoded opaque message beyond 1 MiB goes
   * @throws NotSignedException if it carries no PKCS#7 signature
   * @throws MalformedMimeException if it should carry one but has not exactly the two parts
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static SignedMessage open(Content decryptedEntity, Scratch scratch)
      throws MalformedMimeException, NotSignedException, IOException {
    return Guard.reading("the signed message", () -> read(decryptedEntity, scratch));
  }

  private static SignedMessage read(Content decryptedEntity, Scratch scratch)
      throws MalformedMimeException, NotSignedException, IOException {
    if (CmsType.of(decryptedEntity) == CmsType.SIGNED) {
      return opaque(decryptedEntity);
    }
    Entity entity = EntityReader.readUnsigned(decryptedEntity, LIMITS);
    ContentType type = entity.contentType();
    return switch (type.type()) {
      case "multipart/signed" -> detached(entity, type, scratch);
      case "application/pkcs7-mime", "application/x-pkcs7-mime" ->
          opaque(TransferEncoding.der(entity.body(), entity.transferEncoding(), scratch));
      default -> throw new NotSignedException("the message is " + type.type() + " and not signed");
    };
  }

  /**
   * The exact bytes that were signed: headers, blank line and content of the first part.
   *
   * @throws IllegalStateException if this message is opaque: then only verification reveals them
   */
  public Content signedPart() {
    if (signature.isEmpty()) {
      throw new IllegalStateException("an opaque message shows its content only when verified");
    }
    return content;
  }

  /** The detached SignedData in DER or BER, if the message is multipart/signed. */
  public Optional<byte[]> signature() {
    return signature.map(byte[]::clone);
  }

  /** The SignedData that holds its own content, if the message is opaque. */
  public Optional<Content> opaque() {
    return signature.isPresent() ? Optional.empty() : Optional.of(content);
  }

  /** The digest the header declares; the signature itself decides. */
  public Optional<Digest> micalg() {
    return micalg;
  }

  private static SignedMessage opaque(Content object) throws IOException, NotSignedException {
    return new SignedMessage(signedData(object), Optional.empty(), Optional.empty());
  }

  private static SignedMessage detached(Entity entity, ContentType type, Scratch scratch)
      throws MalformedMimeException, NotSignedException, IOException {
    Optional<String> protocol = type.parameter("protocol");
    if (protocol.isPresent() && !isSignatureType(protocol.get())) {
      throw new NotSignedException("the message is signed by another protocol than PKCS#7");
    }
    Parts parts = MultipartReader.parts(entity.body(), type.boundary(), LIMITS);
    List<Content> both = parts.parts();
    if (both.size() != 2 || !parts.closed()) {
      throw new MalformedMimeException(
          "a multipart/signed has exactly two parts and a closing delimiter; this one has "
              + both.size()
              + (parts.closed() ? " parts" : " complete parts and no closing delimiter"));
    }
    if (parts.goesOn()) {
      // Whoever could append here could try out paddings without touching what is signed.
      throw new MalformedMimeException("bytes follow the closing delimiter of a multipart/signed");
    }
    Content object = signatureObject(both.get(1), scratch);
    byte[] signature = signedData(object).toBytes(MAX_SIGNATURE_BYTES);
    return new SignedMessage(
        both.get(0), Optional.of(signature), type.parameter("micalg").flatMap(Digest::parse));
  }

  private static Content signatureObject(Content part, Scratch scratch)
      throws MalformedMimeException, IOException {
    Entity entity = EntityReader.readUnsigned(part, LIMITS);
    if (entity.headers().contains("Content-Type")
        && !isSignatureType(entity.contentType().type())) {
      throw new MalformedMimeException(
          "the second part of a multipart/signed is " + entity.contentType().type());
    }
    Content object = TransferEncoding.der(entity.body(), entity.transferEncoding(), scratch);
    if (object.size() > MAX_SIGNATURE_BYTES) {
      throw new MalformedMimeException("a signature of " + object.size() + " bytes");
    }
    return object;
  }

  private static Content signedData(Content object) throws IOException, NotSignedException {
    CmsType type = CmsType.of(object);
    if (type != CmsType.SIGNED) {
      throw new NotSignedException("where signed data should be is " + type.words());
    }
    return object;
  }

  private static boolean isSignatureType(String type) {
    String plain = type.replaceAll("\\s", "");
    return plain.equalsIgnoreCase("application/pkcs7-signature")
        || plain.equalsIgnoreCase("application/x-pkcs7-signature");
  }
}
