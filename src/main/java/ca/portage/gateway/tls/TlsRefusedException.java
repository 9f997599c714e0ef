package ca.portage.gateway.tls;

import ca.portage.logging.Printable;
import javax.net.ssl.SSLException;

/**
 * A connection was given up before the first byte of a message: certainly not sent. The message may
 * hold names out of certificates, made printable.
 */
public final class TlsRefusedException extends SSLException {
  private static final long serialVersionUID = 1L;

  private final TlsRefusal refusal;

  TlsRefusedException(TlsRefusal refusal, String text, Throwable cause) {
    super(Printable.text(text), cause);
    this.refusal = refusal;
  }

  TlsRefusedException(TlsRefusal refusal, String text) {
    this(refusal, text, null);
  }

  /** Why, in one word. */
  public TlsRefusal refusal() {
    return refusal;
  }
}
