package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.simulator.WireForm.ReceiptFacts;
import ca.portage.simulator.http.HeaderLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The two machine-readable parts of a receipt as figure 4 shows them. */
record Receipt2008(ReceiptFacts facts, String address) {

  /** CIG Q-01 (no host), Q-13, Q-14, Q-15, Q-23. */
  Content fields() {
    List<String> lines = new ArrayList<>();
    lines.add("Final-Recipient: " + address);
    lines.add("Original-Message-Id: " + withoutHost());
    facts
        .mic()
        .ifPresent(mic -> lines.add("Received-content-MIC:" + mic.toString().replace(" ", "")));
    lines.add("Disposition: automatic-action/MDN sent automatically; " + disposition());
    return Figures2008.lines(lines.toArray(String[]::new));
  }

  /** The request's head, re-ordered and in lower case, behind its request line (CIG Q-20). */
  Content returned(URI submit) {
    List<String> lines = new ArrayList<>();
    lines.add("POST " + submit + " HTTP/1.0");
    facts.original().headers().stream()
        .filter(header -> !header.name().equalsIgnoreCase("Host"))
        .sorted(Comparator.comparing(header -> header.name().toLowerCase(Locale.ROOT)))
        .map(Receipt2008::spelled)
        .forEach(lines::add);
    return Figures2008.lines(lines.toArray(String[]::new));
  }

  private static String spelled(HeaderLine header) {
    String name = header.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "accept" -> "Accept: " + header.value();
      case "from" -> "From: " + header.value();
      case "mime-version" -> "mime-version : " + header.value();
      case "disposition-notification-options" ->
          name + ": " + header.value().replaceAll(";\\s*", ";\r\n");
      default -> name + ": " + header.value();
    };
  }

  private String withoutHost() {
    return facts.original().first("Message-ID").orElse("").replaceFirst("@.*>", ">");
  }

  private String disposition() {
    return facts.finding().error().map(error -> "processed /Error: " + error).orElse("processed");
  }
}
