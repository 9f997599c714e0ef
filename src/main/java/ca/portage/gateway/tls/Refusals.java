package ca.portage.gateway.tls;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Says in an admin's words what JSSE says in its own. */
final class Refusals {
  private static final String ALERT = "received fatal alert: ";

  /** Alerts of the server (RFC 8446 §6.2), by the words JSSE has for them. */
  private static final Map<String, TlsRefusal> ALERTS =
      Map.ofEntries(
          Map.entry("protocol_version", TlsRefusal.PROTOCOL),
          Map.entry("handshake_failure", TlsRefusal.SUITE),
          Map.entry("insufficient_security", TlsRefusal.SUITE),
          Map.entry("unrecognized_name", TlsRefusal.NAME),
          Map.entry("certificate_required", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("bad_certificate", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("unsupported_certificate", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("certificate_revoked", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("certificate_expired", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("certificate_unknown", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("unknown_ca", TlsRefusal.CLIENT_CERTIFICATE),
          Map.entry("access_denied", TlsRefusal.CLIENT_CERTIFICATE));

  /** Words of JSSE's own complaints; the first that fits counts. */
  private static final List<Map.Entry<String, TlsRefusal>> WORDS =
      List.of(
          Map.entry("protocol version", TlsRefusal.PROTOCOL),
          Map.entry("no appropriate protocol", TlsRefusal.PROTOCOL),
          Map.entry("chain length", TlsRefusal.CHAIN),
          Map.entry("size of the handshake message", TlsRefusal.CHAIN),
          Map.entry("plaintext connection", TlsRefusal.NOT_TLS),
          Map.entry("unrecognized ssl message", TlsRefusal.NOT_TLS),
          Map.entry("unsupported or unrecognized", TlsRefusal.NOT_TLS),
          Map.entry("cipher suite", TlsRefusal.SUITE),
          Map.entry("named group", TlsRefusal.SUITE),
          Map.entry("key share", TlsRefusal.SUITE),
          Map.entry("algorithm constraints", TlsRefusal.WEAK));

  private Refusals() {}

  /**
   * The refusal behind an exception of JSSE.
   *
   * @param asked whether the server had asked for our certificate
   */
  static TlsRefusedException of(SSLException failure, boolean asked) {
    if (failure instanceof TlsRefusedException refused) {
      return refused;
    }
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RefusedServerException refused) {
        return new TlsRefusedException(refused.refusal(), refused.getMessage(), failure);
      }
    }
    String said = String.valueOf(failure.getMessage());
    String words = said.toLowerCase(Locale.ROOT);
    int alert = words.indexOf(ALERT);
    if (alert >= 0) {
      String name = words.substring(alert + ALERT.length()).trim();
      return new TlsRefusedException(
          alert(name, asked), "the server refused us with the alert " + name, failure);
    }
    TlsRefusal refusal =
        WORDS.stream()
            .filter(entry -> words.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(TlsRefusal.HANDSHAKE);
    return new TlsRefusedException(refusal, "the TLS handshake failed: " + said, failure);
  }

  private static TlsRefusal alert(String name, boolean asked) {
    TlsRefusal known = ALERTS.getOrDefault(name, TlsRefusal.HANDSHAKE);
    boolean vague = known == TlsRefusal.SUITE || known == TlsRefusal.HANDSHAKE;
    return asked && vague ? TlsRefusal.CLIENT_CERTIFICATE : known;
  }
}
