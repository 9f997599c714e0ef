package ca.portage.gateway.tls;

import java.security.cert.CertificateException;

/** Carries the reason out of the middle of a handshake. */
final class RefusedServerException extends CertificateException {
  private static final long serialVersionUID = 1L;

  private final TlsRefusal refusal;

  RefusedServerException(TlsRefusal refusal, String text, Throwable cause) {
    super(text, cause);
    this.refusal = refusal;
  }

  TlsRefusal refusal() {
    return refusal;
  }
}
