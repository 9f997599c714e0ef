package ca.portage.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * How keys of ours are renewed at the CA with the Certificate Management Protocol (CIG N-08). A
 * channel without it asks no CA for anything.
 *
 * @param url http, https, or tcp with host and port
 * @param framing how messages are told apart on tcp
 * @param authority the CA's name; empty for the issuer of the certificate that is renewed
 * @param trust folder of PEM certificates that may vouch for the CA's answers
 * @param timeout for one message and its answer
 */
public record Cmp(
    URI url, Framing framing, Optional<X500Principal> authority, Path trust, Duration timeout) {
  /** Refuses null. */
  public Cmp {
    Objects.requireNonNull(url);
    Objects.requireNonNull(framing);
    Objects.requireNonNull(authority);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(timeout);
  }

  /** How messages are told apart on a bare TCP connection. */
  public enum Framing {
    /** The form of 1999, which Entrust listens to on port 829. */
    RFC2510,
    /** The form of the draft that was to follow it. */
    DRAFT
  }
}
