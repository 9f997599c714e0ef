package ca.portage.simulator;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Composes what the application behind the gateway would answer; fictional, for known families. */
final class Replies {
  /** Only messages that stand within this much of an interchange are answered. */
  private static final int READ_BYTES = 64 * 1024;

  private final Clock clock;
  private final Reference references;

  Replies(Clock clock, Reference references) {
    this.clock = clock;
    this.references = references;
  }

  /**
   * An interchange to send back.
   *
   * @param mediaType of the first body part (CIG F-15)
   */
  record Reply(String mediaType, Content content) {}

  /**
   * The reply to an interchange; nothing for one of no family the simulator knows.
   *
   * @throws IOException if the interchange cannot be read
   */
  Optional<Reply> to(Content interchange) throws IOException {
    Content start = interchange.slice(0, Math.min(READ_BYTES, interchange.size()));
    String text = new String(start.toBytes(READ_BYTES), StandardCharsets.ISO_8859_1);
    if (text.startsWith("TEST0001")) {
      return Optional.of(reply("application/edi-consent", cadex(text)));
    }
    if (!text.startsWith("UNA") && !text.startsWith("UNB")) {
      return Optional.empty();
    }
    List<Segment> segments = Segment.read(text);
    List<List<String>> messages = new ArrayList<>();
    for (List<Segment> message : messages(segments)) {
      answer(message).ifPresent(messages::add);
    }
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(reply("application/edi-edifact", envelope(segments.get(0), messages)));
  }

  private static Reply reply(String mediaType, String text) {
    return new Reply(mediaType, Content.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<List<Segment>> messages(List<Segment> segments) {
    List<List<Segment>> messages = new ArrayList<>();
    List<Segment> current = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.tag().equals("UNH")) {
        current = new ArrayList<>();
      }
      current.add(segment);
      if (segment.tag().equals("UNT") && current.get(0).tag().equals("UNH")) {
        messages.add(current);
        current = new ArrayList<>();
      }
    }
    return messages;
  }

  private Optional<List<String>> answer(List<Segment> message) {
    String reference = message.get(0).at(0, 0);
    String type = message.get(0).at(1, 0);
    if (type.equals("CUSREP")) {
      return CustomsAnswer.to(message, clock.instant())
          .map(answer -> cusres(subject(message, "RFF", 0, 1), reference, answer));
    }
    return type.equals("GOVCBR")
        ? Optional.of(
            cusres(
                subject(message, "BGM", 1, 0), reference, new CustomsAnswer("9", Optional.empty())))
        : Optional.empty();
  }

  private List<String> cusres(String subject, String reference, CustomsAnswer answer) {
    List<String> body = new ArrayList<>();
    body.add("BGM+:::0+" + subject + "+11'");
    body.add("DTM+9:" + now("yyyyMMddHHmm") + ":203'");
    body.add("GIS+" + answer.gis() + "'");
    answer
        .error()
        .ifPresent(code -> body.addAll(List.of("ERP+2:" + reference + "'", "ERC+" + code + "'")));
    body.add("RFF+XC:" + subject + "'");
    return body;
  }

  private String envelope(Segment unb, List<List<String>> messages) {
    String reference = references.next();
    StringBuilder text = new StringBuilder("UNB+UNOA:3+");
    text.append(escape(unb.at(2, 0))).append('+').append(escape(unb.at(1, 0)));
    text.append('+').append(now("yyMMdd")).append(':').append(now("HHmm"));
    text.append('+').append(reference).append("'");
    int number = 0;
    for (List<String> body : messages) {
      number++;
      text.append("UNH+").append(number).append("+CUSRES:D:96A:UN'");
      body.forEach(text::append);
      text.append("UNT+").append(body.size() + 2).append('+').append(number).append("'");
    }
    return text + "UNZ+" + number + "+" + reference + "'";
  }

  private String cadex(String text) {
    String first = text.lines().findFirst().orElse("").stripTrailing();
    String name = first.substring(Math.max(0, first.length() - 14));
    return List.of(
            "TEST9001 SYNTHETIC ACCEPTANCE      REF " + references.next(),
            "TEST9002 SYNTHETIC ENTRY ACCEPTED  FOR " + name,
            "TEST9009 SYNTHETIC TRAILER         RECORDS 00003")
        .stream()
        .map(Samples::record)
        .collect(Collectors.joining());
  }

  private static String subject(List<Segment> message, String tag, int element, int component) {
    return message.stream()
        .filter(s -> s.tag().equals(tag))
        .findFirst()
        .map(s -> escape(s.at(element, component)))
        .orElse("");
  }

  private static String escape(String value) {
    return value.replaceAll("([?+:'])", "?$1");
  }

  private String now(String pattern) {
    ZonedDateTime local = clock.instant().atZone(Samples.OTTAWA);
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local);
  }
}
