package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files named by the SHA-256 of what they hold, each kept once however often it is used:
 * certificates, revocation lists. Safe for use by several threads.
 */
public final class Addressed {
  private final Path folder;
  private final String ending;
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /**
   * Files in a folder, which is made when the first is kept.
   *
   * @param ending of the names, with its dot
   */
  Addressed(Path folder, String ending) {
    this.folder = folder;
    this.ending = ending;
  }

  /**
   * Keeps bytes, forced, unless they are kept already.
   *
   * @return their SHA-256, which is their name
   * @throws IOException if they could not be made durable
   */
  public String keep(byte[] bytes) throws IOException {
    Content content = Content.of(bytes);
    String sha256 = Sha256.of(content).sha256Hex();
    if (!kept.contains(sha256)) {
      write(sha256, content);
    }
    return sha256;
  }

  private synchronized void write(String sha256, Content content) throws IOException {
    if (!Files.exists(file(sha256))) {
      Durable.folder(folder);
      Durable.write(file(sha256), content);
    }
    kept.add(sha256);
  }

  /** Where the bytes with this SHA-256 are, if they are kept. */
  public Path file(String sha256) {
    return folder.resolve(Spool.checked(sha256) + ending);
  }
}
