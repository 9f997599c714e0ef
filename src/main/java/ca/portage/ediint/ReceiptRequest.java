package ca.portage.ediint;

import ca.portage.cms.Digest;
import ca.portage.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a message asks of its receipt (CIG I-02 to I-05, I-19). Its presence tells an interchange
 * from a receipt before decryption (CIG K-14).
 *
 * @param to who asks, as it came
 * @param deliverTo the URL of {@code Receipt-delivery-option}, without brackets (CIG Q-36); never
 *     to be used unless an allow-list names it
 * @param digests the digests asked for that we know, the preferred first
 */
public record ReceiptRequest(String to, Optional<String> deliverTo, List<Digest> digests) {
  private static final String MICALG = "signed-receipt-micalg";

  /** Keeps a copy. */
  public ReceiptRequest {
    digests = List.copyOf(digests);
  }

  /** The request in the headers of a message, if it asks for a receipt. */
  public static Optional<ReceiptRequest> of(Headers headers) {
    return headers
        .first("Disposition-Notification-To")
        .map(
            to ->
                new ReceiptRequest(
                    to,
                    headers.first("Receipt-Delivery-Option").map(ReceiptRequest::withoutBrackets),
                    digests(headers.first("Disposition-Notification-Options").orElse(""))));
  }

  private static List<Digest> digests(String options) {
    List<Digest> known = new ArrayList<>();
    for (String option : options.split(";")) {
      int equals = option.indexOf('=');
      if (equals > 0
          && option.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals(MICALG)) {
        for (String word : option.substring(equals + 1).split(",")) {
          Digest.parse(word).ifPresent(known::add);
        }
      }
    }
    return known;
  }

  private static String withoutBrackets(String url) {
    return url.replaceAll("^<|>$", "").strip();
  }
}
