package ca.portage.app;

import ca.portage.content.Content;
import ca.portage.pki.KeyRing;
import ca.portage.pki.NewKeyStore;
import ca.portage.pki.PkiException;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The key stores of a renewal: the new key's name ends in {@code .asked} until there is a
 * certificate, and in {@code .unconfirmed} until the CA has confirmed that. None is ever written
 * over or deleted while it is the only one with its key.
 */
public final class RenewalFiles {
  private static final String ASKED = ".asked";
  private static final String UNCONFIRMED = ".unconfirmed";
  private static final String ABANDONED = ".abandoned";

  private final Path folder;
  private final String channel;
  private final Pattern mine;

  /** The files of one channel in the folder of keys. */
  public RenewalFiles(Path folder, String channel) {
    this.folder = folder;
    this.channel = channel;
    // Another channel's name may begin with ours and a hyphen.
    this.mine =
        Pattern.compile(
            Pattern.quote(channel)
                + "-(?:signing|decryption)-[0-9]{4,}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?\\.p12\\.[a-z]+");
  }

  /**
   * A key store that an earlier renewal left behind.
   *
   * @throws IOException if the folder of keys cannot be read
   */
  public Optional<Path> unfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> mine.matcher(name(file)).matches())
          .filter(file -> name(file).endsWith(UNCONFIRMED) || hasNoCertificate(file))
          .findFirst();
    }
  }

  /** Whether an unfinished key store has a key to which no certificate came. */
  public static boolean hasNoCertificate(Path unfinished) {
    return name(unfinished).endsWith(ASKED);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /**
   * Takes an unconfirmed key store in, because the CA has its certificate in force.
   *
   * @return its name from now on
   */
  public Path accept(Path unfinished) throws IOException {
    Path to = folder.resolve(stem(unfinished));
    Durable.move(unfinished, to);
    return to;
  }

  /**
   * Puts an unfinished key store aside, because its certificate never came into force.
   *
   * @return its name from now on
   */
  public Path abandon(Path unfinished) throws IOException {
    Path to = free(stem(unfinished), ABANDONED);
    Durable.move(unfinished, to);
    return to;
  }

  private static String stem(Path unfinished) {
    return name(unfinished).substring(0, name(unfinished).lastIndexOf('.'));
  }

  /** A name for a new key store that is not taken. */
  Path next(String alias) {
    return free(channel + "-" + alias, ".p12");
  }

  private Path free(String stem, String ending) {
    Path file = folder.resolve(stem + ending);
    for (int number = 2; Files.exists(file); number++) {
      file = folder.resolve(stem + "-" + number + ending);
    }
    return file;
  }

  /** Keeps a key that is about to be asked for. */
  void asked(Path file, KeyRing.Entry entry, char[] password) throws PkiException {
    keep(sibling(file, ASKED), entry, List.of(), password);
  }

  /** Keeps a key with the certificate it got. */
  Path issued(Path file, KeyRing.Entry entry, List<X509Certificate> chain, char[] password)
      throws PkiException {
    Path unconfirmed = sibling(file, UNCONFIRMED);
    keep(unconfirmed, entry, chain, password);
    try {
      Durable.delete(sibling(file, ASKED));
    } catch (IOException e) {
      throw new PkiException(sibling(file, ASKED) + " could not be deleted: " + e.getMessage(), e);
    }
    return unconfirmed;
  }

  private static Path sibling(Path file, String ending) {
    return file.resolveSibling(name(file) + ending);
  }

  private static void keep(
      Path file, KeyRing.Entry entry, List<X509Certificate> others, char[] password)
      throws PkiException {
    try {
      Durable.writeOver(file, Content.of(NewKeyStore.encode(List.of(entry), others, password)));
    } catch (IOException e) {
      throw new PkiException(
          file + " could not be written: " + e.getMessage() + "; nothing was confirmed", e);
    }
  }
}
