package ca.portage.simulator;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * A participant the gateway knows.
 *
 * @param address the e-mail address its requests carry in {@code From} (CIG E-03)
 * @param signing the certificates its messages may be signed with, several while it changes keys
 * @param encryption the certificate everything for it is encrypted to
 */
public record Client(String address, List<X509Certificate> signing, X509Certificate encryption) {
  /** Copies the certificates. */
  public Client {
    signing = List.copyOf(signing);
  }

  /** A participant with one signing certificate. */
  public Client(String address, X509Certificate signing, X509Certificate encryption) {
    this(address, List.of(signing), encryption);
  }

  /** The address under which queue and record are kept, whatever its case. */
  String key() {
    return key(address);
  }

  static String key(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }
}
