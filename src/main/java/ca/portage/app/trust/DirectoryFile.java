package ca.portage.app.trust;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.pki.PkiException;
import ca.portage.pki.ldap.DirectoryCopy;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the home keeps what the directory answered for a channel: {@code spool/directory}. */
public final class DirectoryFile {
  private static final int LIMIT_BYTES = 64 << 20;

  private final Path file;
  private final Channel channel;

  /** The file of a channel; nothing is read yet. */
  public DirectoryFile(Home home, Channel channel) {
    this.file = folder(home).resolve(channel.name() + ".pem");
    this.channel = channel;
  }

  static Path folder(Home home) {
    return home.spool().resolve("directory");
  }

  /**
   * What the directory answered last, if that is still what the channel asks for.
   *
   * @throws PkiException if the file is damaged; it is made anew by the next answer
   */
  public Optional<DirectoryCopy> read() throws PkiException {
    if (channel.directory().isEmpty()) {
      return Optional.empty();
    }
    try {
      DirectoryCopy copy = DirectoryCopy.parse(Content.of(file).toBytes(LIMIT_BYTES));
      return Optional.of(copy).filter(c -> c.entry().equals(channel.directory().get().entry()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PkiException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  void write(DirectoryCopy copy) throws IOException {
    Durable.folder(file.getParent());
    Durable.writeOver(file, Content.of(copy.toPem()));
  }
}
