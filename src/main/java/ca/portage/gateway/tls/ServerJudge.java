package ca.portage.gateway.tls;

import ca.portage.pki.UntrustedException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Decides by its certificates whether a server is the one a channel means: a path to one of the
 * channel's authorities that is valid now and not revoked, strong enough, for this name, and
 * pinned, if pins are set (CIG P-11; reliability C3 to C9, C12, C13).
 */
final class ServerJudge {
  /** What is longer is not looked at; public authorities need three. */
  private static final int MAX_SENT = 10;

  private final Endpoint endpoint;

  ServerJudge(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Returns the path from the server to the authority.
   *
   * @param sent as the server sent it, its own certificate first
   * @throws RefusedServerException with the reason
   */
  List<X509Certificate> judge(X509Certificate[] sent, Instant now) throws RefusedServerException {
    if (sent.length == 0 || sent.length > MAX_SENT) {
      throw refusal(
          TlsRefusal.CHAIN,
          "the server sent %d certificates; at most %d are looked at"
              .formatted(sent.length, MAX_SENT));
    }
    List<X509Certificate> path = path(sent, now);
    strength(path);
    name(sent[0]);
    pins(path);
    return path;
  }

  /** Every reason against a server at once, for somebody who looks at it; none if it is right. */
  List<RefusedServerException> objections(X509Certificate[] sent, Instant now) {
    List<RefusedServerException> all = new ArrayList<>();
    object(all, () -> judge(sent, now));
    if (sent.length > 0) {
      object(all, () -> strength(Arrays.asList(sent)));
      object(all, () -> name(sent[0]));
    }
    return all;
  }

  /** One of the checks. */
  @FunctionalInterface
  private interface Check {
    void run() throws RefusedServerException;
  }

  private static void object(List<RefusedServerException> all, Check check) {
    try {
      check.run();
    } catch (RefusedServerException e) {
      all.add(e);
    }
  }

  private List<X509Certificate> path(X509Certificate[] sent, Instant now)
      throws RefusedServerException {
    try {
      List<X509Certificate> along = Arrays.asList(sent).subList(1, sent.length);
      List<X509Certificate> path = endpoint.trust().get().serverPath(sent[0], along, now);
      endpoint.revocation().require(path);
      return path;
    } catch (UntrustedException e) {
      throw new RefusedServerException(refusal(e.reason()), e.getMessage(), e);
    }
  }

  private static TlsRefusal refusal(UntrustedException.Reason reason) {
    return switch (reason) {
      case EXPIRED -> TlsRefusal.EXPIRED;
      case NOT_YET_VALID -> TlsRefusal.NOT_YET_VALID;
      case NO_PATH -> TlsRefusal.UNTRUSTED;
      case REVOKED -> TlsRefusal.REVOKED;
      case KEY_USAGE -> TlsRefusal.UNSUITABLE;
      case STATUS_UNKNOWN -> TlsRefusal.REVOCATION_UNKNOWN;
    };
  }

  /** The authority itself is trusted by its presence, so only its key counts, not its signature. */
  private void strength(List<X509Certificate> path) throws RefusedServerException {
    for (int i = 0; i < path.size(); i++) {
      X509Certificate each = path.get(i);
      if (each.getPublicKey() instanceof RSAPublicKey rsa
          && rsa.getModulus().bitLength() < endpoint.tls().minRsaBits()) {
        throw refusal(
            TlsRefusal.WEAK,
            "the certificate of %s has an RSA key of %d bits; tls.minRsaBits asks for %d"
                .formatted(
                    each.getSubjectX500Principal(),
                    rsa.getModulus().bitLength(),
                    endpoint.tls().minRsaBits()));
      }
      String signed = each.getSigAlgName().toUpperCase(Locale.ROOT);
      boolean last = i == path.size() - 1;
      if (!last && (signed.startsWith("SHA1") || signed.startsWith("MD"))) {
        throw refusal(
            TlsRefusal.WEAK,
            "the certificate of %s was signed with %s, which anybody can forge"
                .formatted(each.getSubjectX500Principal(), each.getSigAlgName()));
      }
    }
  }

  private void name(X509Certificate server) throws RefusedServerException {
    try {
      if (!ServerNames.match(server, endpoint.serverName())) {
        throw refusal(
            TlsRefusal.NAME,
            "the certificate of %s is not for %s; it names %s"
                .formatted(
                    server.getSubjectX500Principal(),
                    endpoint.serverName(),
                    ServerNames.describe(server)));
      }
    } catch (CertificateParsingException e) {
      throw new RefusedServerException(
          TlsRefusal.UNSUITABLE, "the names in the server's certificate cannot be read", e);
    }
  }

  private void pins(List<X509Certificate> path) throws RefusedServerException {
    if (!endpoint.pins().isEmpty() && path.stream().noneMatch(endpoint.pins()::contains)) {
      throw refusal(
          TlsRefusal.PINNED,
          "the certificate of %s leads to a trusted authority, but not by any certificate of tls.pins"
              .formatted(path.get(0).getSubjectX500Principal()));
    }
  }

  private static RefusedServerException refusal(TlsRefusal refusal, String text) {
    return new RefusedServerException(refusal, text, null);
  }
}
