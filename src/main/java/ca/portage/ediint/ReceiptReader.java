package ca.portage.ediint;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Guard;
import ca.portage.mime.Headers;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import ca.portage.mime.TransferEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a receipt in every form the gateway's figures show (CIG ). */
public final class ReceiptReader {
  private static final MimeLimits LIMITS = MimeLimits.DEFAULT;

  /** Other parts are words for people, however many there are. */
  private static final Set<String> USED =
      Set.of("message/disposition-notification", "message/rfc822", "text/rfc822-headers");

  /** Each is held until all are read. */
  private static final int MOST_USED = 20;

  private ReceiptReader() {}

  /**
   * Reads the entity that was signed.
   *
   * @return nothing if it is no multipart/report on a disposition: then it is no receipt
   * @throws MalformedMimeException if it is one but holds no notification, or one that says two
   *     different things
   * @throws IOException if the content cannot be read
   */
  public static Optional<Receipt> read(Entity signedPart)
      throws MalformedMimeException, IOException {
    return Guard.reading("the receipt", () -> readReport(signedPart));
  }

  private static Optional<Receipt> readReport(Entity signedPart)
      throws MalformedMimeException, IOException {
    ContentType type = signedPart.contentType();
    if (!type.is("multipart/report") || !isDisposition(type)) {
      return Optional.empty();
    }
    List<Entity> parts = parts(signedPart, type);
    Entity notification = notification(parts);
    Headers fields = notification.headers();
    return Optional.of(
        new Receipt(
            one(fields, "Original-Message-Id").flatMap(MessageId::read),
            returned(parts),
            mic(one(fields, "Received-content-MIC")),
            one(fields, "Disposition").map(Disposition::parse),
            fields,
            beyond(notification)));
  }

  /** Absent, or with a blank for the hyphen (CIG Q-12). */
  private static boolean isDisposition(ContentType type) {
    String reportType = type.parameter("report-type").orElse("disposition-notification");
    return reportType.strip().replaceAll("\\s+", "-").equalsIgnoreCase("disposition-notification");
  }

  private static List<Entity> parts(Entity report, ContentType type)
      throws MalformedMimeException, IOException {
    Parts parts = MultipartReader.parts(report.body(), type.boundary(), LIMITS);
    List<Content> contents = new ArrayList<>(parts.parts());
    parts.partial().ifPresent(contents::add);
    List<Entity> entities = new ArrayList<>();
    for (Content content : contents) {
      readable(content).filter(ReceiptReader::isUsed).ifPresent(entities::add);
      if (entities.size() > MOST_USED) {
        throw new MalformedMimeException(
            "a receipt holds one disposition notification; this one holds more than it may");
      }
    }
    return entities;
  }

  private static boolean isUsed(Entity part) {
    return USED.contains(typeOf(part)) || isMultipart(part);
  }

  private static boolean isMultipart(Entity part) {
    return typeOf(part).startsWith("multipart/");
  }

  /** Nothing where the header block is broken: such a part cannot say that it is the one sought. */
  private static Optional<Entity> readable(Content part) throws IOException {
    try {
      return Optional.of(EntityReader.readUnsigned(part, LIMITS));
    } catch (MalformedMimeException e) {
      return Optional.empty();
    }
  }

  /**
   * A second block of fields would be about another message, or unsay the first (RFC 3798 §3.1).
   */
  private static Optional<String> beyond(Entity notification) throws IOException {
    byte[] rest = notification.body().toBytes(Scratch.MEMORY_BYTES);
    return Optional.of(new String(rest, StandardCharsets.ISO_8859_1).strip())
        .filter(text -> !text.isEmpty());
  }

  private static Entity notification(List<Entity> parts)
      throws MalformedMimeException, IOException {
    List<Entity> found = ofType(parts, "message/disposition-notification");
    if (found.isEmpty() && parts.stream().anyMatch(ReceiptReader::isMultipart)) {
      throw new MalformedMimeException(
          "the receipt holds a multipart where its disposition notification should be; a"
              + " notification inside another multipart is not looked for");
    }
    if (found.size() != 1) {
      throw new MalformedMimeException(
          "a receipt holds one disposition notification; this one holds " + found.size());
    }
    return fields(found.get(0));
  }

  /** The id of the headers a receipt returns; they are a convenience, so broken ones give none. */
  private static Optional<MessageId> returned(List<Entity> parts) throws IOException {
    for (Entity part : ofType(parts, "message/rfc822", "text/rfc822-headers")) {
      try {
        return fields(part).headers().first("Message-Id").flatMap(MessageId::read);
      } catch (MalformedMimeException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<Entity> ofType(List<Entity> parts, String... types) {
    return parts.stream().filter(p -> List.of(types).contains(typeOf(p))).toList();
  }

  private static String typeOf(Entity part) {
    try {
      return part.contentType().type();
    } catch (MalformedMimeException e) {
      return "";
    }
  }

  /** The fields in a part's content, which is itself a header block, and what follows them. */
  private static Entity fields(Entity part) throws MalformedMimeException, IOException {
    if (part.body().size() > Scratch.MEMORY_BYTES) {
      throw new MalformedMimeException("a part of a receipt has " + part.body().size() + " bytes");
    }
    try (Scratch memoryOnly = new Scratch(Path.of(""))) {
      Content decoded = TransferEncoding.decode(part.body(), part.transferEncoding(), memoryOnly);
      return EntityReader.readUnsigned(Content.of(decoded.toBytes(Scratch.MEMORY_BYTES)), LIMITS);
    }
  }

  /** The value of a field; two that differ prove nothing and are refused (reliability F5). */
  private static Optional<String> one(Headers fields, String name) throws MalformedMimeException {
    List<String> values = fields.values(name).stream().distinct().toList();
    if (values.size() > 1) {
      throw new MalformedMimeException("the receipt gives " + values.size() + " values of " + name);
    }
    return values.stream().findFirst();
  }

  private static Optional<Mic> mic(Optional<String> value) {
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(Mic.parse(value.get()));
    } catch (MalformedMimeException e) {
      return Optional.empty();
    }
  }
}
