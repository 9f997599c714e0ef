package ca.portage.ediint;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsInflater;
import ca.portage.cms.InflationLimit;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.TransferEncoding;
import java.io.IOException;
import java.util.Optional;

/**
 * A compressed layer round a MIME entity (RFC 3274, RFC 5402): outside the signature or inside it,
 * once. The MIC of a signed message is over what was signed, so over the compressed form if the
 * layer is inside (RFC 5402).
 */
public final class CompressedEntity {
  private static final InflationLimit NONE = new InflationLimit(Long.MAX_VALUE, Integer.MAX_VALUE);

  private CompressedEntity() {}

  /**
   * The CompressedData of an entity that is one, told by its object identifier; nothing for any
   * other entity, also for one that cannot be read: whoever reads it next says what is wrong.
   *
   * @param entity a MIME entity with its headers, or CMS in DER or BER
   * @param signed whether it is the content of a signature, which is read by the letter (CIG F-09)
   * @throws IOException if the content cannot be read
   */
  public static Optional<Content> find(Content entity, boolean signed, Scratch scratch)
      throws IOException {
    if (CmsType.of(entity) == CmsType.COMPRESSED) {
      return Optional.of(entity);
    }
    try {
      Entity read =
          signed
              ? EntityReader.read(entity, MimeLimits.DEFAULT)
              : EntityReader.readUnsigned(entity, MimeLimits.DEFAULT);
      String type = read.contentType().type();
      if (!type.equals("application/pkcs7-mime") && !type.equals("application/x-pkcs7-mime")) {
        return Optional.empty();
      }
      Content head = TransferEncoding.derHead(read.body(), read.transferEncoding());
      if (CmsType.of(head) != CmsType.COMPRESSED) {
        return Optional.empty();
      }
      Content object = TransferEncoding.der(read.body(), read.transferEncoding(), scratch);
      return CmsType.of(object) == CmsType.COMPRESSED ? Optional.of(object) : Optional.empty();
    } catch (MalformedMimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The entity that was compressed.
   *
   * @param compressed what {@link #find} gave
   * @throws CmsException MALFORMED, COMPRESSION_REFUSED
   * @throws MalformedMimeException if it was compressed more than once (reliability E13)
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static Content inflate(Content compressed, InflationLimit limit, Scratch scratch)
      throws CmsException, MalformedMimeException, IOException {
    Content inflated = CmsInflater.inflate(compressed, limit, scratch);
    if (find(inflated, false, scratch).isPresent()) {
      throw new MalformedMimeException("it is compressed more than once");
    }
    return inflated;
  }

  /**
   * The entity without a compressed layer round it, for proving again what was accepted within its
   * limits before.
   *
   * @param entity a MIME entity with its headers, or CMS in DER or BER
   * @param signed whether it is the content of a signature
   * @throws CmsException MALFORMED
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static Content uncovered(Content entity, boolean signed, Scratch scratch)
      throws CmsException, IOException {
    return uncovered(entity, signed, NONE, scratch);
  }

  /**
   * The same of what nobody has accepted before.
   *
   * @throws CmsException MALFORMED, COMPRESSION_REFUSED
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static Content uncovered(
      Content entity, boolean signed, InflationLimit limit, Scratch scratch)
      throws CmsException, IOException {
    Optional<Content> compressed = find(entity, signed, scratch);
    return compressed.isEmpty() ? entity : CmsInflater.inflate(compressed.get(), limit, scratch);
  }
}
