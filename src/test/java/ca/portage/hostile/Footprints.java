package ca.portage.hostile;

import ca.portage.ledger.Ledger;
import ca.portage.ledger.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for canaries and for foreign names in what a run has left on the disk. */
final class Footprints {
  private static final int WINDOW = 1 << 16;
  private static final int OVERLAP = 32;
  private static final Pattern OPENED = Pattern.compile("spool/in/(\\w+)\\.(\\d+)\\.opened");

  /** States that follow the verification of a signature, and nothing else. */
  private static final Set<String> JUDGED =
      Set.of(State.VERIFIED.name(), State.DUPLICATE.name(), State.CONFLICT.name());

  private Footprints() {}

  /**
   * Every file in which an evil word stands, as {@code file: word}, but for the raw answers and for
   * the evidence of parts whose signature was verified: those were not delivered for what they say.
   */
  static List<String> evil(Path home) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home);
        Ledger ledger = Ledger.read(home.resolve("spool").resolve("ledger.db"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = home.relativize(file).toString();
        boolean raw = name.startsWith("spool/in/") && name.endsWith(".raw");
        if (!raw && !verified(ledger, name)) {
          search(file).forEach(word -> found.add(name + ": " + word));
        }
      }
    }
    return found;
  }

  private static boolean verified(Ledger ledger, String name) {
    Matcher opened = OPENED.matcher(name);
    return opened.matches()
        && ledger.parts(opened.group(1)).stream()
            .filter(part -> part.part() == Integer.parseInt(opened.group(2)))
            .flatMap(part -> ledger.events(part.id()).stream())
            .anyMatch(event -> JUDGED.contains(event.to()));
  }

  private static List<String> search(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    byte[] buffer = new byte[WINDOW];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer, kept, WINDOW - kept); n > 0; ) {
        int limit = kept + n;
        Matcher words =
            Canaries.EVIL.matcher(new String(buffer, 0, limit, StandardCharsets.ISO_8859_1));
        while (words.find()) {
          found.add(words.group());
        }
        kept = Math.min(limit, OVERLAP);
        System.arraycopy(buffer, limit - kept, buffer, 0, kept);
        n = in.read(buffer, kept, WINDOW - kept);
      }
    } catch (java.nio.file.NoSuchFileException e) {
      // Taken away while we looked: what is gone holds nothing.
      return List.of();
    }
    return found.stream().distinct().toList();
  }

  /** Every file below a folder, and in some others, whose name holds this word. */
  static List<Path> named(String word, Path below, Path... folders) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(below)) {
      files.filter(f -> f.getFileName().toString().contains(word)).forEach(found::add);
    }
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(f -> f.getFileName().toString().contains(word)).forEach(found::add);
      }
    }
    return found;
  }
}
