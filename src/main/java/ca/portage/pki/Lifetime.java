package ca.portage.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.bouncycastle.asn1.x509.Extension;

/**
 * How long something that a channel relies on is good for.
 *
 * @param role what it is to the channel
 * @param name its subject; of a revocation list its authority
 * @param serial the certificate's serial number in hexadecimal; of a list that covers a part of its
 *     authority's certificates what tells the parts apart, else empty
 * @param from when it begins
 * @param until when it ends: of a key of ours the sooner of its certificate's end and of its usage
 *     period's
 * @param fingerprint the SHA-256 of its bytes, of a list that of its signature, in hexadecimal
 */
public record Lifetime(
    Role role, String name, String serial, Instant from, Instant until, String fingerprint) {

  /** What a channel needs a certificate, key or list for. */
  public enum Role {
    /** Our key that signs. */
    SIGNING_KEY("our signing key"),
    /** A key of ours that opens what the gateway sends. */
    DECRYPTION_KEY("our decryption key"),
    /** Our certificate that names us to the gateway in the TLS handshake. */
    TLS_CLIENT("our TLS client certificate"),
    /** What we encrypt to. */
    GATEWAY_ENCRYPTION("the gateway's encryption certificate"),
    /** What receipts and interchanges are signed with. */
    GATEWAY_SIGNING("the gateway's signing certificate"),
    /** What the gateway names itself with in the TLS handshake, as met lately. */
    GATEWAY_TLS("the gateway's TLS certificate"),
    /** A CA: of the trust folder, or between ours and its root. */
    AUTHORITY("the CA certificate"),
    /** What an authority has revoked. */
    REVOCATION_LIST("the revocation list");

    private final String words;

    Role(String words) {
      this.words = words;
    }

    /** For people, such as {@code our signing key}. */
    public String words() {
      return words;
    }

    /** For programs, such as {@code signing-key}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether there is one in use at a time, so that another, whatever its name, replaces it. */
    boolean single() {
      return this == SIGNING_KEY || this == DECRYPTION_KEY || this == GATEWAY_ENCRYPTION;
    }
  }

  /** Refuses null. */
  public Lifetime {
    Objects.requireNonNull(role);
    Objects.requireNonNull(name);
    Objects.requireNonNull(serial);
    Objects.requireNonNull(from);
    Objects.requireNonNull(until);
    Objects.requireNonNull(fingerprint);
  }

  /** Of a certificate, and for our own of its key. */
  public static Lifetime of(Role role, X509Certificate certificate) {
    boolean ours = role == Role.SIGNING_KEY;
    return new Lifetime(
        role,
        certificate.getSubjectX500Principal().getName(),
        certificate.getSerialNumber().toString(16),
        certificate.getNotBefore().toInstant(),
        ours ? UsagePeriod.end(certificate) : certificate.getNotAfter().toInstant(),
        fingerprint(certificate));
  }

  /** The same, but not in use before a time. */
  Lifetime startingAt(Instant date) {
    return date.isAfter(from) ? new Lifetime(role, name, serial, date, until, fingerprint) : this;
  }

  /** Of a revocation list; one that does not say when the next one comes never ends. */
  public static Lifetime of(X509CRL list) {
    Date next = list.getNextUpdate();
    return new Lifetime(
        Role.REVOCATION_LIST,
        list.getIssuerX500Principal().getName(),
        part(list),
        list.getThisUpdate().toInstant(),
        next == null ? Instant.MAX : next.toInstant(),
        sha256(list.getSignature()));
  }

  /** Of a partitioned list, by its issuing distribution point (RFC 5280 §5.2.5; pki §6.2). */
  private static String part(X509CRL list) {
    byte[] point = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
    return point == null ? "" : sha256(point).substring(0, 8);
  }

  /** The SHA-256 of a certificate in hexadecimal, by which the spool keeps it too. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate in use has no encoding", e);
    }
  }

  /** Under which an alert tells that the gateway refuses what this certificate's key signed. */
  public static String refusal(String fingerprint) {
    return "refused/" + fingerprint.substring(0, 16);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * Whether this one goes on where the other ends: the same to the channel, good for longer, and in
   * force by then.
   */
  public boolean succeeds(Lifetime other, Instant now) {
    Instant end = other.until().isAfter(now) ? other.until() : now;
    // Servers that share an address each show their own: what one has helps the others nothing.
    return role == other.role()
        && role != Role.GATEWAY_TLS
        && (role.single() || name.equals(other.name()))
        && (role != Role.REVOCATION_LIST || serial.equals(other.serial()))
        && until.isAfter(other.until())
        && !from.isAfter(end);
  }
}
