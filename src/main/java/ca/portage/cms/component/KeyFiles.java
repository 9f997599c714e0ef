package ca.portage.cms.component;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsKeys;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes keys of the files that plain options name. They are read once, when the endpoint starts.
 */
record KeyFiles(
    CryptoCmsConfiguration options, Path home, Map<String, String> environment, Clock clock) {

  /** Whether any option names a file. */
  boolean named() {
    return Stream.of(
            options.getKeystore(),
            options.getRecipients(),
            options.getSigners(),
            options.getTrust())
        .anyMatch(Objects::nonNull);
  }

  /** What an operation needs, for the message of an admin who forgot it. */
  static String options(Operation operation) {
    return switch (operation) {
      case SIGN -> "keystore, passwordSource and signingAlias";
      case DECRYPT -> "keystore, passwordSource and decryptionAliases";
      case ENCRYPT -> "recipients";
      case VERIFY -> "signers or trust";
    };
  }

  /**
   * Reads the files the operation needs.
   *
   * @throws IllegalArgumentException when an option is missing or names nothing that exists
   */
  CmsKeys load(Operation operation, String uri)
      throws ConfigException, GeneralSecurityException, IOException {
    requireOptions(operation, uri);
    SignerRule rule = new SignerRule(certificates(options.getSigners()), trusted(), clock);
    Optional<SigningKey> signing = Optional.empty();
    List<DecryptionKey> decryption = new ArrayList<>();
    if (operation == Operation.SIGN || operation == Operation.DECRYPT) {
      try (KeyStoreFile store = KeyStoreFile.open(path(options.getKeystore()), password())) {
        for (String alias : words(options.getDecryptionAliases())) {
          decryption.add(store.decryptionKey(alias));
        }
        if (operation == Operation.SIGN) {
          signing = Optional.of(store.signingKey(options.getSigningAlias()));
        }
      }
    }
    return new LoadedKeys(
        signing,
        certificates(options.getRecipients()),
        List.copyOf(decryption),
        algorithms(),
        rule);
  }

  /** A trust folder without an authority would trust everybody, so it is refused. */
  private List<X509Certificate> trusted() throws IOException {
    if (options.getTrust() == null) {
      return List.of();
    }
    List<X509Certificate> all = PemFiles.readFolder(path(options.getTrust()));
    if (all.stream().noneMatch(SignerRule::selfIssued)) {
      throw new IllegalArgumentException(
          "The trust folder " + path(options.getTrust()) + " holds no self-signed authority.");
    }
    return all;
  }

  private void requireOptions(Operation operation, String uri) {
    boolean enough =
        switch (operation) {
          case SIGN -> keystoreAnd(options.getSigningAlias());
          case DECRYPT -> keystoreAnd(options.getDecryptionAliases());
          case ENCRYPT -> options.getRecipients() != null;
          case VERIFY -> options.getSigners() != null || options.getTrust() != null;
        };
    if (!enough) {
      throw new IllegalArgumentException(
          uri + " lacks an option: it needs " + options(operation) + ".");
    }
  }

  private boolean keystoreAnd(String alias) {
    return options.getKeystore() != null && options.getPasswordSource() != null && alias != null;
  }

  private CmsAlgorithms algorithms() {
    return new CmsAlgorithms(
        word("digest", options.getDigest(), Digest::parse),
        word("signatureScheme", options.getSignatureScheme(), SignatureScheme::parse),
        word("contentCipher", options.getContentCipher(), ContentCipher::parse),
        word("keyTransport", options.getKeyTransport(), KeyTransport::parse),
        options.isAlgorithmProtection(),
        options.isIncludeCertificates());
  }

  private static <T> T word(String option, String word, Function<String, Optional<T>> parse) {
    return parse
        .apply(word)
        .orElseThrow(() -> new IllegalArgumentException(option + " cannot be '" + word + "'"));
  }

  private char[] password() throws ConfigException {
    return KeyStoreFile.password(options.getPasswordSource(), home, environment);
  }

  private List<X509Certificate> certificates(String paths) throws IOException {
    List<X509Certificate> all = new ArrayList<>();
    for (String path : words(paths)) {
      all.addAll(PemFiles.read(path(path)));
    }
    return all;
  }

  private static List<String> words(String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",")).map(String::trim).filter(w -> !w.isEmpty()).toList();
  }

  private Path path(String path) {
    return home.resolve(path);
  }
}
