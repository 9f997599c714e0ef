package ca.portage.gateway.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The names a server's certificate is for: its alternative names and nothing else. A common name
 * counts no more (RFC 9525 §2; reliability C4), although the JDK still looks there.
 */
final class ServerNames {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private ServerNames() {}

  static boolean match(X509Certificate certificate, String host)
      throws CertificateParsingException {
    return isAddress(host)
        ? of(certificate, ADDRESS).stream().anyMatch(each -> sameAddress(each, host))
        : of(certificate, DNS).stream().anyMatch(each -> matches(each, host));
  }

  /** The names for people: {@code gateway.example, 192.0.2.1}, or {@code no name}. */
  static String describe(X509Certificate certificate) throws CertificateParsingException {
    List<String> names = new ArrayList<>(of(certificate, DNS));
    names.addAll(of(certificate, ADDRESS));
    return names.isEmpty() ? "no alternative name at all" : String.join(", ", names);
  }

  private static List<String> of(X509Certificate certificate, int type)
      throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    return all == null
        ? List.of()
        : all.stream()
            .filter(each -> each.get(0).equals(type) && each.get(1) instanceof String)
            .map(each -> (String) each.get(1))
            .toList();
  }

  /** A star stands for the whole first label and for nothing else (RFC 9525 §6.3). */
  private static boolean matches(String pattern, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String given = pattern.toLowerCase(Locale.ROOT);
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    String domain = given.substring(1);
    return dot > 0 && domain.indexOf('.', 1) > 0 && wanted.substring(dot).equals(domain);
  }

  /** Whether a host of a URL is an address; its brackets are gone. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  private static boolean sameAddress(String given, String host) {
    try {
      return isAddress(given) && InetAddress.getByName(given).equals(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      // Not an address after all, and so not this one.
      return false;
    }
  }
}
