package ca.portage.app;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.DecryptionKey;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The control: a reader as they were measured in the field, which opens what comes and believes the
 * word "processed", whoever signed it, or nobody.
 */
record Credulous(List<DecryptionKey> keys, Path folder) {
  private static final Pattern PROCESSED =
      Pattern.compile(
          "^disposition\\s*:.*processed\\s*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  static Credulous of(Path home) throws Exception {
    return new Credulous(Clear.of(home).keys(), home);
  }

  /** Whether it would call the message delivered. */
  boolean believes(byte[] part) throws IOException {
    try (Scratch scratch = new Scratch(folder)) {
      Content entity = CmsDecryptor.decrypt(Content.of(part), keys, scratch);
      return saysProcessed(entity.toBytes(1 << 20));
    } catch (CmsException e) {
      return saysProcessed(part);
    }
  }

  private static boolean saysProcessed(byte[] bytes) {
    return PROCESSED.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
  }
}
