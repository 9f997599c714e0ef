package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads whom a channel believes: the gateway's certificates, its directory, its revocation rule.
 */
final class TrustReader {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A directory's suffix has an organisation and a country. */
  private static final int SUFFIX = 2;

  private TrustReader() {}

  /** The gateway's certificates and names; {@code directory} may bring the one to encrypt to. */
  static Gateway gateway(Block block, Form<Path> path, boolean directory) {
    List<Path> encryption = block.optionalList("encryption", path, List.of());
    List<Path> signing = block.optionalList("signing", path, List.of());
    List<DistinguishedName> signer = block.optionalList("signer", name(), List.of());
    block.finish();
    if (encryption.isEmpty() && !directory) {
      block.error(
          "encryption",
          "is missing: name the PEM file of the certificate to encrypt to, or a 'directory' that"
              + " holds it");
    }
    if (signing.isEmpty() && signer.isEmpty()) {
      block.error(
          "signing",
          "is missing: name the PEM file of the certificate that signs receipts, or its name under"
              + " 'signer'");
    }
    return block.whole(() -> new Gateway(encryption, signing, signer));
  }

  static Revocation revocation(Block block) {
    Revocation.Mode mode =
        block.optional("mode", Form.word(Revocation.Mode.class), Revocation.Mode.HARD);
    Duration grace = block.optional("grace", Form.duration(Duration.ZERO), Duration.ofDays(14));
    block.finish();
    return block.whole(() -> new Revocation(mode, grace));
  }

  /** The directory, if the channel has one. */
  static Optional<Directory> directory(Block channel) {
    if (!channel.has("directory")) {
      return Optional.empty();
    }
    Block block = channel.required("directory");
    URI url = block.required("url", url());
    DistinguishedName entry = block.required("entry", name());
    DistinguishedName suffix = entry == null ? null : entry.branch(SUFFIX);
    DistinguishedName base = block.optional("base", name(), suffix);
    Duration connect = block.optional("connect", Form.duration(SECOND), Duration.ofSeconds(10));
    Duration read = block.optional("read", Form.duration(SECOND), Duration.ofSeconds(20));
    Duration refresh =
        block.optional("refresh", Form.duration(Duration.ofMinutes(1)), Duration.ofHours(12));
    Duration keep =
        block.optional("keep", Form.duration(Duration.ofMinutes(1)), Duration.ofDays(30));
    block.finish();
    if (refresh != null && keep != null && keep.compareTo(refresh) < 0) {
      block.error("keep", "is shorter than 'refresh', so nothing could be used until it is asked");
    }
    return Optional.ofNullable(
        block.whole(() -> new Directory(url, entry, base, connect, read, refresh, keep)));
  }

  /** A name of the directory. */
  static Form<DistinguishedName> name() {
    return text -> DistinguishedName.parse(Form.line().read(text));
  }

  private static Form<URI> url() {
    return text -> {
      try {
        URI uri = new URI(text);
        boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
        if (!"ldap".equalsIgnoreCase(uri.getScheme())
            || uri.getHost() == null
            || uri.getRawUserInfo() != null
            || uri.getRawQuery() != null
            || !bare) {
          throw new IllegalArgumentException("must be ldap://host or ldap://host:port");
        }
        return uri;
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("must be ldap://host or ldap://host:port", e);
      }
    };
  }
}
