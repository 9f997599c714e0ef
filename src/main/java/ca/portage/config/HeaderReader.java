package ca.portage.config;

import ca.portage.config.yaml.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one header set of a profile and holds the rules on who may ask for a receipt. */
final class HeaderReader {
  private HeaderReader() {}

  static List<HeaderTemplate> read(RequestKind kind, Block block) {
    List<HeaderTemplate> headers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String name : block.keys()) {
      HeaderTemplate header = block.required(name, value -> new HeaderTemplate(name, value));
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        block.error(name, "is given twice; case makes no difference in a header name");
      }
      if (header != null) {
        forbid(kind, header, block);
        headers.add(header);
      }
    }
    return headers;
  }

  private static void forbid(RequestKind kind, HeaderTemplate header, Block block) {
    if (header.asksForReceipt() && kind == RequestKind.COLLECT) {
      block.error(
          header.name(), "asks for a receipt, which a download request must not do (CIG J-06)");
    }
    if (header.asksForReceipt() && kind == RequestKind.RECEIPT) {
      block.error(header.name(), "asks for a receipt of a receipt, which never exists (CIG I-18)");
    }
  }

  /** Without all three the gateway returns no receipt, and no message would ever be done (I-05). */
  static void requireReceiptRequest(List<HeaderTemplate> submit, Block block) {
    long asking = submit.stream().filter(HeaderTemplate::asksForReceipt).count();
    if (asking < 3) {
      block.warning(
          "submit",
          "has "
              + asking
              + " of the three headers that ask for a receipt (Disposition-Notification-To,"
              + " Disposition-Notification-Options, Receipt-Delivery-Option); without a receipt no"
              + " message is ever DONE");
    }
  }
}
