package ca.portage.spool;

import java.nio.file.Path;

/** The files of one outbound message, under {@code out/<id>}; each is written once. */
public record OutFolder(Path folder) {

  /** The bytes as the broker dropped them. */
  public Path payload() {
    return folder.resolve("payload");
  }

  /** The signed and enveloped bytes, sent and re-sent for ever. */
  public Path wire() {
    return folder.resolve("wire");
  }

  /** The request headers that go with the wire bytes, identical in every attempt. */
  public Path headers() {
    return folder.resolve("headers");
  }

  /** The exact bytes that were signed, of a receipt of ours; of a payload they follow from it. */
  public Path part() {
    return folder.resolve("part");
  }

  /** Our detached signature over the part, in DER. */
  public Path signature() {
    return folder.resolve("signature.p7s");
  }

  /** What the ledger knows, as JSON: the ledger can be rebuilt from it. */
  public Path meta() {
    return folder.resolve("meta.json");
  }
}
