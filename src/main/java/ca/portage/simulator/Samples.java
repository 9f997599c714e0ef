package ca.portage.simulator;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Synthetic interchanges of each family a broker sends, and those of the test cases T-RNS (PRD
 * §3.3), with a fresh reference for each copy.
 */
public final class Samples {
  /** Dates inside customs messages are local to Ottawa. */
  static final ZoneId OTTAWA = ZoneId.of("America/Toronto");

  private static final String EDIFACT = "application/edi-edifact";
  private static final String CONSENT = "application/edi-consent";

  private enum Subject {
    CARGO,
    TRANSACTION
  }

  private record Recipe(
      String resource,
      String mediaType,
      String function,
      String office,
      Subject subject,
      int days) {
    static Recipe cusrep(int function, String office, Subject subject, int days) {
      return new Recipe("cusrep.edi", EDIFACT, Integer.toString(function), office, subject, days);
    }
  }

  private static final Map<String, Recipe> RECIPES = recipes();

  private final Clock clock;
  private final Reference references;

  /** Takes times from {@code clock} and what must not repeat from {@code random}. */
  public Samples(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.references = new Reference(clock, random);
  }

  /**
   * Every name: {@code cusrep-arrival}, {@code cusrep-query}, {@code govcbr}, {@code cadex}, then
   * {@code t-rns-a1} to {@code t-rns-q4}.
   */
  public static List<String> names() {
    return List.copyOf(RECIPES.keySet());
  }

  /**
   * A new copy of the sample of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Sample fresh(String name) {
    Recipe recipe = RECIPES.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException("no sample is named " + name + "; there are " + names());
    }
    String reference = references.next();
    String text = fill(template(recipe.resource()), values(recipe, reference));
    String extension = recipe.mediaType().equals(EDIFACT) ? ".edi" : ".cdx";
    String file = name + "-" + reference.toLowerCase(Locale.ROOT) + extension;
    byte[] bytes = shape(recipe, text).getBytes(StandardCharsets.US_ASCII);
    return new Sample(name, file, recipe.mediaType(), reference, Content.of(bytes));
  }

  private Map<String, String> values(Recipe recipe, String reference) {
    ZonedDateTime now = clock.instant().atZone(OTTAWA);
    String cargo = "ZZZZTEST" + reference;
    String transaction = references.transactionNumber();
    return Map.of(
        "reference", reference,
        "yymmdd", format("yyMMdd", now),
        "hhmm", format("HHmm", now),
        "when", format("yyyyMMddHHmm", now.plus(Duration.ofDays(recipe.days()))),
        "function", recipe.function(),
        "office", recipe.office(),
        "cargo", cargo,
        "transaction", transaction,
        "subject", recipe.subject() == Subject.CARGO ? cargo : transaction);
  }

  private static String shape(Recipe recipe, String text) {
    return recipe.mediaType().equals(EDIFACT)
        ? text.replace("\n", "")
        : text.lines().map(Samples::record).collect(Collectors.joining());
  }

  /** A fixed-width record of 80 columns. */
  static String record(String line) {
    return String.format(Locale.ROOT, "%-80.80s\r\n", line);
  }

  private static String format(String pattern, ZonedDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }

  private static String fill(String template, Map<String, String> values) {
    String text = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private static String template(String resource) {
    try (InputStream in = Samples.class.getResourceAsStream("samples/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("the sample " + resource + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException("the sample " + resource + " cannot be read", e);
    }
  }

  private static Map<String, Recipe> recipes() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    all.put("cusrep-arrival", Recipe.cusrep(631, "0398", Subject.CARGO, 0));
    all.put("cusrep-query", Recipe.cusrep(998, "0395", Subject.CARGO, 0));
    all.put("govcbr", new Recipe("govcbr.edi", EDIFACT, "9", "0395", Subject.TRANSACTION, 0));
    all.put("cadex", new Recipe("cadex.txt", CONSENT, "9", "0395", Subject.TRANSACTION, 0));
    all.put("t-rns-a1", Recipe.cusrep(631, "0677", Subject.CARGO, 0));
    all.put("t-rns-a2", Recipe.cusrep(631, "0395", Subject.TRANSACTION, 0));
    all.put("t-rns-a3", Recipe.cusrep(631, "0395", Subject.CARGO, 2));
    all.put("t-rns-a4", Recipe.cusrep(631, "0398", Subject.CARGO, 0));
    all.put("t-rns-q1", Recipe.cusrep(998, "0395", Subject.CARGO, 0));
    all.put("t-rns-q2", Recipe.cusrep(998, "0395", Subject.TRANSACTION, 0));
    all.put("t-rns-q3", Recipe.cusrep(998, "0395", Subject.CARGO, 2));
    all.put("t-rns-q4", Recipe.cusrep(998, "0667", Subject.TRANSACTION, 0));
    return Collections.unmodifiableMap(all);
  }
}
