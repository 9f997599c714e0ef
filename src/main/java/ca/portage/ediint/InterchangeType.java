package ca.portage.ediint;

import ca.portage.mime.ContentType;
import java.util.Optional;

/** What kind of interchange a content is. */
public enum InterchangeType {
  /** UN/EDIFACT: {@code application/edi-edifact} at the gateway (CIG F-15). */
  EDIFACT,
  /** The agency's own fixed records: {@code application/edi-consent}. */
  CADEX,
  /** ANSI X12. */
  X12,
  /** Any XML. */
  XML,
  /** Nothing that can be told. */
  UNKNOWN;

  /** The kind a media type declares, in the gateway's spelling or that of RFC 1767 (CIG F-15). */
  public static Optional<InterchangeType> declaredBy(ContentType type) {
    return switch (type.type()) {
      case "application/edi-edifact", "application/edifact" -> Optional.of(EDIFACT);
      case "application/edi-consent" -> Optional.of(CADEX);
      case "application/edi-x12" -> Optional.of(X12);
      case "application/xml", "text/xml" -> Optional.of(XML);
      default -> Optional.empty();
    };
  }
}
