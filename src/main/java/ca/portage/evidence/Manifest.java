package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.spool.Appending;
import ca.portage.spool.Durable;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code MANIFEST.sha256}: the SHA-256 of every file of an export, in the form that {@code
 * sha256sum -c} reads, in the order of the names. It is written last, so an export without one was
 * never finished. Both ways one name after the other; an export may have millions.
 */
final class Manifest {
  private static final String NAME = "MANIFEST.sha256";
  private static final String UNFINISHED = NAME + ".unfinished";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([!-~]+)");
  private static final int LONGEST_LINE = 512;

  /** More findings of one kind say nothing new. */
  private static final int SHOWN = 1000;

  private final Path export;
  private final List<String> findings = new ArrayList<>();
  private long more;
  private boolean foreign;
  private String before = "";
  private String named = "";
  private String sha256 = "";

  private Manifest(Path export) {
    this.export = export;
  }

  /**
   * What speaks against the files of an export.
   *
   * @param findings none if each is as it was written
   * @param foreign true if something is there that no export has, such as a link or a pipe, which
   *     nobody should open
   */
  record Found(List<String> findings, boolean foreign) {}

  static void write(Path export) throws IOException {
    Path unfinished = export.resolve(UNFINISHED);
    Files.deleteIfExists(unfinished);
    try (Appending lines = Appending.create(unfinished)) {
      SortedFiles.each(
          export,
          (name, file) -> {
            if (!name.equals(NAME) && !name.equals(UNFINISHED)) {
              byte[] line =
                  (Sha256.of(Content.of(file)).sha256Hex() + "  " + name + "\n")
                      .getBytes(StandardCharsets.US_ASCII);
              lines.write(line, 0, line.length);
            }
          });
      lines.force();
    }
    Durable.move(unfinished, export.resolve(NAME));
  }

  static Found check(Path export) throws IOException {
    Manifest manifest = new Manifest(export);
    if (Files.exists(export.resolve(NAME), LinkOption.NOFOLLOW_LINKS)
        && foreign(export.resolve(NAME))) {
      return new Found(List.of(NAME + " is no file"), true);
    }
    try (ShortLines lines = new ShortLines(export.resolve(NAME), LONGEST_LINE)) {
      manifest.next(lines);
      SortedFiles.each(export, (name, file) -> manifest.compare(name, file, lines));
      while (!manifest.named.isEmpty()) {
        manifest.found("file " + manifest.named + " is missing");
        manifest.next(lines);
      }
      if (!lines.terminated()) {
        manifest.found(NAME + " does not end as it should");
      }
    } catch (NoSuchFileException e) {
      SortedFiles.each(export, (name, file) -> manifest.foreign |= foreign(file));
      manifest.found(NAME + " is missing: the export was never finished, or it was taken away");
    }
    if (manifest.more > 0) {
      manifest.findings.add("and %,d more findings on files".formatted(manifest.more));
    }
    return new Found(List.copyOf(manifest.findings), manifest.foreign);
  }

  private static boolean foreign(Path file) {
    return !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void compare(String name, Path file, ShortLines lines) throws IOException {
    if (foreign(file)) {
      foreign = true;
      found(name + " is neither a file nor a folder; nothing else of this export was opened");
    }
    while (!named.isEmpty() && named.compareTo(name) < 0) {
      found("file " + named + " is missing");
      next(lines);
    }
    if (name.equals(NAME)) {
      return;
    }
    if (!named.equals(name)) {
      found("file " + name + " is none of this export");
    } else {
      if (!foreign(file) && !Sha256.of(Content.of(file)).sha256Hex().equals(sha256)) {
        found("file " + name + " was changed");
      }
      next(lines);
    }
  }

  /** Goes to the next line that an export writes; the name is empty behind the last. */
  private void next(ShortLines lines) throws IOException {
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      Matcher parts = LINE.matcher(line.get());
      if (parts.matches() && parts.group(2).compareTo(before) > 0) {
        before = parts.group(2);
        named = before;
        sha256 = parts.group(1);
        return;
      }
      found(NAME + " has a line that no export writes");
    }
    named = "";
  }

  private void found(String text) {
    if (findings.size() < SHOWN) {
      findings.add(text);
    } else {
      more++;
    }
  }
}
