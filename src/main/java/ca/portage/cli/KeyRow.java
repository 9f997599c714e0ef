package ca.portage.cli;

import ca.portage.pki.KeyMerge;
import ca.portage.pki.UsagePeriod;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One key or certificate of a channel.
 *
 * @param whose {@code ours}, {@code gateway} or {@code authority}
 * @param name its alias in the key store, or the name of its file
 * @param place the key store or file it is in
 * @param used what the channel does with it, in a few words
 * @param signs whether it signs at some time, whatever else it does
 * @param opens whether it opens what comes in
 */
record KeyRow(
    String channel,
    String whose,
    String name,
    String place,
    X509Certificate certificate,
    String used,
    boolean signs,
    boolean opens) {
  /** A row of which nothing is said yet. */
  KeyRow(String channel, String whose, String name, String place, X509Certificate certificate) {
    this(channel, whose, name, place, certificate, "", false, false);
  }

  /** The same, used by nobody to sign or open. */
  KeyRow used(String words) {
    return new KeyRow(channel, whose, name, place, certificate, words, false, false);
  }

  /** Signing, encryption or both, as the certificate allows; an authority issues. */
  String use() {
    return whose.equals("authority") ? "issuing" : KeyMerge.use(certificate);
  }

  String serial() {
    return certificate.getSerialNumber().toString(16);
  }

  Instant until() {
    return certificate.getNotAfter().toInstant();
  }

  /** Until when its private key may sign, where the certificate says so. */
  Optional<Instant> keyUntil() {
    return UsagePeriod.of(certificate).until();
  }

  String sha256() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("channel", channel);
    json.put("whose", whose);
    json.put("name", name);
    json.put("place", place);
    json.put("use", use());
    json.put("used", used);
    json.put("subject", certificate.getSubjectX500Principal().getName());
    json.put("issuer", certificate.getIssuerX500Principal().getName());
    json.put("serial", serial());
    json.put("from", certificate.getNotBefore().toInstant());
    json.put("until", until());
    json.put("keyUntil", keyUntil());
    json.put("sha256", sha256());
    return json;
  }
}
