package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files named by the SHA-256 of what they hold, each kept once however often it is used:
 * certificates, revocation lists. Safe for use by several threads.
 */
public final class Addressed {
  private static final Logger LOG = LoggerFactory.getLogger(Addressed.class);

  /** What a service uses at one time; of more it forgets and hashes again. */
  private static final int REMEMBERED = 32;

  private final Path folder;
  private final String ending;
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final Map<Object, String> names = Collections.synchronizedMap(new IdentityHashMap<>());

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

  /** Gives the bytes of what is kept. */
  @FunctionalInterface
  public interface Encoding<E extends Exception> {
    /** Encodes it. */
    byte[] bytes() throws E;
  }

  /**
   * The same of something that never changes and is used again and again, such as a list of some
   * megabytes: it is encoded and hashed once while it is in use.
   */
  public <E extends Exception> String keep(Object source, Encoding<E> encoding)
      throws IOException, E {
    String known = names.get(source);
    if (known != null) {
      return known;
    }
    String sha256 = keep(encoding.bytes());
    synchronized (names) {
      if (names.size() >= REMEMBERED) {
        names.clear();
      }
      names.put(source, sha256);
    }
    return sha256;
  }

  private synchronized void write(String sha256, Content content) throws IOException {
    Path file = file(sha256);
    if (!Files.exists(file)) {
      Durable.folder(folder);
      Durable.write(file, content);
    } else if (!kept.contains(sha256) && !Sha256.of(Content.of(file)).sha256Hex().equals(sha256)) {
      LOG.error(
          "{} was changed since it was kept and is written anew; messages that rest on it are proved"
              + " again by that. Find out who touched it, or look at the disk",
          file);
      Durable.writeOver(file, content);
    }
    kept.add(sha256);
  }

  /** Where the bytes with this SHA-256 are, if they are kept. */
  public Path file(String sha256) {
    return folder.resolve(Spool.checked(sha256) + ending);
  }
}
