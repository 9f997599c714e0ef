package ca.portage.evidence;

import ca.portage.content.Content;
import java.nio.charset.StandardCharsets;

/** What somebody reads who opens an export years later and knows nothing of Portage. */
final class ExportReadme {
  private static final String TEXT =
      """
      Evidence of %d messages, exported by Portage %s at %s.
      It holds what was sent and received in clear: keep it as private as the messages.

      messages.txt      the ledger ids, one a line
      export.json       when it was made, and first line, last line and hash of its journal
      facts/ID.json     what is known of a message: its state, its check (mic), what was found out
                        when it was sealed, verified and judged; bytes are named by their SHA-256
      out/ID/payload    the file as it was dropped
      out/ID/part       exactly the bytes that were signed
      out/ID/signature.p7s  our signature over the part (CMS, DER)
      out/ID/wire       the encrypted bytes that were sent; headers: the header lines with them
      in/DOWNLOAD.raw   the gateway's answer as it came, still encrypted; .hdr: its head. It is the
                        whole answer: what else the gateway sent with it is in there too.
      in/DOWNLOAD.N.opened  part N of it, decrypted; .signed and .p7s: the same, taken apart
      certificates/     every certificate that was used, named by its SHA-256
      crls/             every revocation list that was looked into
      journal/          what happened, line by line: each line carries the hash of the one before.
                        Lines about other messages are named by their hash only (left_out).
      MANIFEST.sha256   the SHA-256 of every other file

      To prove everything again, with the certificates of the authorities YOU trust in a folder:

        portage verify --from THIS_FOLDER --trust FOLDER_OF_CA_CERTIFICATES \\
            --gateway THE_GATEWAYS_CERTIFICATE.pem

      Without Portage:

        sha256sum -c MANIFEST.sha256
        openssl cms -verify -binary -inform DER -in in/DOWNLOAD.N.p7s \\
            -content in/DOWNLOAD.N.signed -CAfile ca.pem -certfile chain.pem -purpose any \\
            -attime SECONDS -out /dev/null

      ca.pem holds the authorities you trust, chain.pem the other certificates of certificates/
      (openssl x509 -inform DER -in FILE.cer makes PEM of one). SECONDS is the time of receipt
      ("checked" in facts/ID.json) as seconds since 1970. A message that was sent is proved by a
      receipt that names its messageId, says "processed", and gives its mic; the mic is the digest
      of out/ID/part.
      """;

  private ExportReadme() {}

  static Content text(ExportHead head, int messages) {
    return Content.of(
        TEXT.formatted(messages, head.version(), head.made()).getBytes(StandardCharsets.US_ASCII));
  }
}
