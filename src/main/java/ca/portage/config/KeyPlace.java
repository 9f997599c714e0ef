package ca.portage.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where keys are kept: in a PKCS#12 file, or in a token behind a PKCS#11 library. */
public sealed interface KeyPlace {
  /** How it is named to a person who is asked for its password. */
  String name();

  /**
   * A PKCS#12 file of the home.
   *
   * @param path absolute
   */
  record File(Path path) implements KeyPlace {
    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A token, such as a smart card or a security module; its keys never leave it.
   *
   * @param module the PKCS#11 library of its maker, absolute; it need not lie in the home
   * @param slot the number of its slot; without one the first slot with a token
   */
  record Token(Path module, Optional<Long> slot) implements KeyPlace {
    @Override
    public String name() {
      return "the token in " + slot.map(number -> "slot " + number).orElse("the first slot");
    }

    @Override
    public String toString() {
      return name() + " of " + module.getFileName();
    }
  }

  /** A PKCS#11 URI (RFC 7512) with what is understood of it. */
  Pattern TOKEN = Pattern.compile("pkcs11:(?:slot-id=([0-9]{1,18}))?\\?module-path=([^&;?]+)");

  /**
   * Reads a path of the home, or {@code pkcs11:slot-id=NUMBER?module-path=PATH}.
   *
   * @throws IllegalArgumentException when it is neither; the message fits after the key
   */
  static KeyPlace parse(String text, Home home) {
    if (!text.startsWith("pkcs11:")) {
      return new File(CommonKeys.path(home).read(text));
    }
    Matcher uri = TOKEN.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException(
          "must be pkcs11:slot-id=NUMBER?module-path=/PATH/OF/THE/LIBRARY.so for a token");
    }
    return new Token(module(uri.group(2)), Optional.ofNullable(uri.group(1)).map(Long::valueOf));
  }

  private static Path module(String text) {
    try {
      // A plus is a plus in such a URI; only percent signs are special.
      Path path =
          Path.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)).normalize();
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("must name the library with its whole path");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("names a library this system cannot have", e);
    }
  }
}
