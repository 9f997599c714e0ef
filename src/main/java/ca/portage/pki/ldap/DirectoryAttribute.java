package ca.portage.pki.ldap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes of RFC 4523 that are asked for; each is a list of values in DER. */
enum DirectoryAttribute {
  USER_CERTIFICATE("userCertificate", 64 << 10),
  CA_CERTIFICATE("cACertificate", 64 << 10),
  CROSS_CERTIFICATE_PAIR("crossCertificatePair", 128 << 10),
  CERTIFICATE_REVOCATION_LIST("certificateRevocationList", 1 << 20),
  AUTHORITY_REVOCATION_LIST("authorityRevocationList", 1 << 20);

  private static final String OPTION = ";binary";

  private final String word;
  private final int maxBytes;

  DirectoryAttribute(String word, int maxBytes) {
    this.word = word;
    this.maxBytes = maxBytes;
  }

  /** The largest value that is looked at. */
  int maxBytes() {
    return maxBytes;
  }

  /** With the transfer option, and without it for servers that do not know it (RFC 4522). */
  static String[] asked(DirectoryAttribute... attributes) {
    return Arrays.stream(attributes)
        .flatMap(each -> Stream.of(each.word + OPTION, each.word))
        .toArray(String[]::new);
  }

  /** The one that a server answers with, whatever options it adds. */
  static Optional<DirectoryAttribute> named(String id) {
    String bare = id.contains(";") ? id.substring(0, id.indexOf(';')) : id;
    return Arrays.stream(values()).filter(each -> each.word.equalsIgnoreCase(bare)).findFirst();
  }

  /** As JNDI wants to know which values are bytes and not text. */
  static String binary() {
    return Arrays.stream(values())
        .flatMap(each -> Stream.of(each.word, each.word.toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(" "));
  }
}
