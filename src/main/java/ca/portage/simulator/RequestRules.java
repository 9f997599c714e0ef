package ca.portage.simulator;

import ca.portage.cms.Digest;
import ca.portage.simulator.http.RequestHead;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules a request's head must keep before its body is looked at (CIG E-01 to E-14, J-06). */
final class RequestRules {
  /** The three headers that ask for a signed receipt (CIG I-05). */
  static final List<String> RECEIPT_REQUEST =
      List.of(
          "Disposition-Notification-To",
          "Disposition-Notification-Options",
          "Receipt-Delivery-Option");

  private static final List<String> ONCE =
      List.of("From", "Message-ID", "Mime-Version", "Date", "Content-Type", "Content-Length");
  private static final String ADDRESS = "<?[^<>@\\s,;]+@[^<>@\\s,;]+>?";
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final boolean strict;
  private final Digest digest;

  RequestRules(GatewayForm form, Digest digest) {
    this.strict = form == GatewayForm.STRICT;
    this.digest = digest;
  }

  /** What is wrong with the head of a submission; nothing when it may be read on. */
  Optional<Refusal> submission(RequestHead head) {
    return common(head)
        .or(() -> receiptRequest(head).map(why -> Refusal.syntax(why + " (CIG I-05)")));
  }

  /** What is wrong with the head of a download request. */
  Optional<Refusal> download(RequestHead head) {
    return common(head)
        .or(
            () ->
                Stream.concat(RECEIPT_REQUEST.stream(), Stream.of("Receipt-Delivery-Options"))
                    .filter(name -> head.first(name).isPresent())
                    .findFirst()
                    .map(name -> name + " in a download request (CIG J-06)")
                    .map(Refusal::syntax));
  }

  /** Whether the head asks for a receipt. */
  static boolean asksForReceipt(RequestHead head) {
    return RECEIPT_REQUEST.stream().allMatch(name -> head.first(name).isPresent());
  }

  private Optional<Refusal> common(RequestHead head) {
    return Stream.of(
            when(!head.method().equals("POST"), "the method is not POST (CIG E-01)"),
            head.lapses().stream()
                .filter(lapse -> strict)
                .findFirst()
                .map(lapse -> lapse + " (CIG P-02, Q-04, Q-06)"),
            when(
                head.version().equals("HTTP/1.1") && head.values("Host").size() != 1,
                "HTTP/1.1 without exactly one Host (RFC 9112 §3.2)"),
            when(
                !head.values("Transfer-Encoding").isEmpty(),
                "a transfer coding where Content-Length is asked (CIG E-12)"),
            ONCE.stream()
                .filter(name -> head.values(name).size() != 1)
                .findFirst()
                .map(name -> name + " is not there exactly once (CIG E-03 to E-12)"),
            when(head.length().filter(n -> n > 0).isEmpty(), "no body length (CIG E-12)"),
            values(head))
        .flatMap(Optional::stream)
        .findFirst()
        .map(Refusal::syntax);
  }

  private static Optional<String> values(RequestHead head) {
    String accept = value(head, "Accept").toLowerCase(Locale.ROOT);
    return Stream.of(
            when(!value(head, "From").matches(ADDRESS), "From is no address (CIG E-03)"),
            when(
                !value(head, "Message-ID").matches("<[^<>@\\s]+@[^<>@\\s]+>"),
                "Message-ID is not <local@host> (CIG E-04)"),
            when(!value(head, "Mime-Version").equals("1.0"), "Mime-Version is not 1.0 (CIG E-05)"),
            when(!isDate(value(head, "Date")), "Date is no date in GMT (CIG E-06)"),
            when(
                !accept.contains("application/pkcs7-mime") || !accept.contains("text/plain"),
                "Accept lacks application/pkcs7-mime or text/plain (CIG E-07)"),
            when(
                !value(head, "Content-Type").equalsIgnoreCase("application/pkcs7-mime"),
                "Content-Type is not application/pkcs7-mime alone (CIG E-08)"),
            when(head.first("Content-Encoding").isPresent(), "a content coding"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> receiptRequest(RequestHead head) {
    long asked = RECEIPT_REQUEST.stream().filter(n -> head.values(n).size() == 1).count();
    boolean any = RECEIPT_REQUEST.stream().anyMatch(n -> head.first(n).isPresent());
    if (!any) {
      return Optional.empty();
    }
    String wanted =
        "signed-receipt-protocol=required,pkcs7-signature;signed-receipt-micalg=required,";
    String options = value(head, RECEIPT_REQUEST.get(1)).toLowerCase(Locale.ROOT);
    return Stream.of(
            when(asked != 3, "only part of the three headers that ask for a receipt"),
            when(!value(head, RECEIPT_REQUEST.get(0)).matches(ADDRESS), "nobody to notify"),
            when(
                !options.replace(" ", "").equals(wanted + digest.word()),
                "receipt options other than pkcs7-signature and " + digest.word()),
            when(
                !value(head, RECEIPT_REQUEST.get(2)).matches("<?https?://.*/CigWas\\.CigWasGet0>?"),
                "a receipt that is not to be left at the download address (CIG I-04)"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> when(boolean broken, String why) {
    return broken ? Optional.of(why) : Optional.empty();
  }

  private static String value(RequestHead head, String name) {
    return head.first(name).orElse("");
  }

  private static boolean isDate(String value) {
    try {
      IMF_FIXDATE.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
