package ca.portage.watch;

import ca.portage.logging.Printable;
import ca.portage.pki.Lifetime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an admin is told of an end that comes near, and what to do about it. */
final class ExpiryText {
  private ExpiryText() {}

  static String of(String channel, Expiring expiring, Instant now) {
    Lifetime lifetime = expiring.lifetime();
    boolean ended = expiring.warning().orElse(0) == 0;
    return "%s of %s%s %s. %s%s"
        .formatted(
            lifetime.role().words(),
            Printable.text(lifetime.name()),
            which(lifetime),
            when(expiring, now, ended),
            ended ? consequence(lifetime.role()) + " " : "",
            advice(channel, lifetime.role()));
  }

  private static String which(Lifetime lifetime) {
    if (lifetime.serial().isEmpty()) {
      return "";
    }
    String word = lifetime.role() == Lifetime.Role.REVOCATION_LIST ? "part " : "serial number ";
    return " (" + word + lifetime.serial() + ")";
  }

  private static String when(Expiring expiring, Instant now, boolean ended) {
    Instant end = expiring.lifetime().until().truncatedTo(ChronoUnit.SECONDS);
    if (ended) {
      return "ended on " + end;
    }
    long days = expiring.daysLeft(now);
    return "ends in %d %s, on %s".formatted(days, days == 1 ? "day" : "days", end);
  }

  private static String consequence(Lifetime.Role role) {
    return switch (role) {
      case SIGNING_KEY -> "Nothing can be signed or sent with it; what waits is safe.";
      case DECRYPTION_KEY -> "The gateway may refuse to encrypt to it; what comes is still opened.";
      case TLS_CLIENT -> "The gateway may refuse the connection; what waits is safe.";
      case GATEWAY_ENCRYPTION -> "Nothing is encrypted to it any more; what waits is safe.";
      case GATEWAY_SIGNING, AUTHORITY ->
          "What rests on it is held or refused until its successor is here; nothing is lost.";
      case GATEWAY_TLS -> "The connection is refused; what waits is safe.";
      case REVOCATION_LIST -> "It still counts, but says nothing of what was revoked since.";
    };
  }

  private static String advice(String channel, Lifetime.Role role) {
    return switch (role) {
      case SIGNING_KEY, DECRYPTION_KEY ->
          "Renew it: 'portage keys update "
              + channel
              + "' does it where the CA takes CMP, and 'portage keys update --help' leads through"
              + " it where the CA's own tool must";
      case TLS_CLIENT ->
          "Obtain its successor from whoever issued it and replace the file the channel names";
      case GATEWAY_ENCRYPTION ->
          "Obtain its successor from the directory or the help desk and add it to"
              + " gateway.encryption; the newest valid one is used";
      case GATEWAY_SIGNING ->
          "Obtain its successor from the help desk and add it to gateway.signing; several may be"
              + " there at once";
      case GATEWAY_TLS ->
          "The gateway renews it itself; if it has not within a week of the end, tell the help desk";
      case AUTHORITY ->
          "Obtain the CA's next certificate from the authority itself, compare its fingerprint by"
              + " telephone, and put it into the trust folder beside the old one";
      case REVOCATION_LIST ->
          "Put the authority's current list into the trust folder, or see why the directory brings"
              + " none: 'portage keys directory'";
    };
  }
}
