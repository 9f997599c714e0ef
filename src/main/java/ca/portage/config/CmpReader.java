package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Reads the block {@code cmp} of a channel; its trust is the channel's unless it names its own. */
final class CmpReader {
  /** The port CMP over TCP was given (CIG N-08). */
  private static final int PORT = 829;

  private static final List<String> SCHEMES = List.of("http", "https", "tcp");

  private CmpReader() {}

  static Optional<Cmp> read(Block channel, Path channelTrust, Home home) {
    if (!channel.has("cmp")) {
      return Optional.empty();
    }
    Block block = channel.required("cmp");
    URI url = block.required("url", CmpReader::url);
    Cmp.Framing framing =
        block.optional("framing", Form.word(Cmp.Framing.class), Cmp.Framing.RFC2510);
    X500Principal authority = block.optional("authority", CmpReader::name, null);
    Path trust = block.optional("trust", CommonKeys.path(home), channelTrust);
    Duration timeout =
        block.optional("timeout", Form.duration(Duration.ofSeconds(1)), Duration.ofMinutes(1));
    if (url != null && !url.getScheme().equals("tcp") && block.has("framing")) {
      block.error("framing", "is for tcp:// only; HTTP brings its own");
    }
    block.finish();
    return Optional.ofNullable(
        block.whole(() -> new Cmp(url, framing, Optional.ofNullable(authority), trust, timeout)));
  }

  private static URI url(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!SCHEMES.contains(scheme)) {
        throw new IllegalArgumentException("must begin with http://, https:// or tcp://");
      }
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("names no host");
      }
      if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        throw new IllegalArgumentException("must hold neither a user nor a #fragment");
      }
      if (!scheme.equals("tcp")) {
        return uri;
      }
      int port = uri.getPort() < 0 ? PORT : uri.getPort();
      return new URI(scheme, null, uri.getHost(), port, null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is not a URL: " + e.getReason().toLowerCase(Locale.ROOT), e);
    }
  }

  private static X500Principal name(String text) {
    try {
      return new X500Principal(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a distinguished name such as ou=CA,o=GC,c=CA", e);
    }
  }
}
