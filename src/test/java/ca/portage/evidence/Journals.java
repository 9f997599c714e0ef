package ca.portage.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/** What a forger does to a journal who knows how it is made. */
final class Journals {
  private Journals() {}

  /** Writes one line anew, with a right checksum. */
  static void rewrite(Path file, int index, UnaryOperator<String> change) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(index, sealed(change.apply(lines.get(index))));
    Files.write(file, lines);
  }

  /** The first line of which this is true. */
  static int find(Path file, String part) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new IOException("no line has " + part);
  }

  /** The line as an export names it that tells nothing of it. */
  static String withoutWords(String line) {
    String said = line.substring(0, line.lastIndexOf(",\"prev\":"));
    String sequence = line.substring(0, line.indexOf(','));
    return sequence
        + ",\"left_out\":\""
        + sha256(said)
        + '"'
        + line.substring(line.lastIndexOf(",\"prev\":"));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sealed(String line) {
    String said = line.substring(0, line.lastIndexOf(",\"crc\""));
    byte[] covered = said.getBytes(StandardCharsets.US_ASCII);
    CRC32C crc = new CRC32C();
    crc.update(covered, 0, covered.length);
    return said + ",\"crc\":\"%08x\"}".formatted(crc.getValue());
  }
}
