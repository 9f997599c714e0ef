package ca.portage.app.trust;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.config.Profile;
import ca.portage.config.TestHome;
import ca.portage.ledger.Alert;
import ca.portage.ledger.HandClock;
import ca.portage.ledger.Ledger;
import ca.portage.pki.DirectoryAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** A home with one channel whose certificates a test exchanges; a clock that it turns. */
final class TrustHome implements AutoCloseable {
  static final String GATEWAY =
      "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA";
  static final String PRODUCTION =
      "cn=Prod CCRA-ADRC GW+serialNumber=100062,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA";
  static final Duration YEAR = Duration.ofDays(365);

  final HandClock clock = new HandClock();
  final DirectoryAuthority authority;
  final X509Certificate signer;
  final X509Certificate recipient;
  final Ledger ledger;
  private final TestHome home;
  private final Path keys;
  private GatewayTrust trust;

  TrustHome(Path folder, DirectoryAuthority authority) throws Exception {
    this.home = new TestHome(folder);
    this.authority = authority;
    this.keys = home.home.config().resolve("keys");
    Files.createDirectories(trustFolder());
    Files.createDirectory(home.home.spool());
    this.ledger = Ledger.open(home.home.ledger(), clock);
    signer = authority.signer(GATEWAY, now().minus(YEAR), now().plus(YEAR));
    recipient = authority.recipient(GATEWAY, now().minus(YEAR), now().plus(YEAR));
    write(trustFolder().resolve("ca.pem"), authority.certificate().getEncoded(), "CERTIFICATE");
    encryption(recipient);
    signing(signer);
  }

  /** Opens the trust of a channel; {@code more} are lines after the usual ones. */
  GatewayTrust open(String environment, String gateway, String more) throws Exception {
    home.channel(
        "cig",
        TestHome.SMALLEST_CHANNEL
            .replace("environment: RTR1", "environment: " + environment)
            .replaceAll("(?s)gateway:.*trust:", "gateway:\n" + gateway + "trust:")
            .concat(more));
    trust = GatewayTrust.open(home.home, channel(), profile(), ledger, clock);
    return trust;
  }

  /** With both certificates in files, in the environment OPS. */
  GatewayTrust open(String more) throws Exception {
    return open(
        "OPS",
        "  encryption: config/keys/gateway-encryption.pem\n"
            + "  signing: config/keys/gateway-signing.pem\n",
        more);
  }

  /** Looks twice: a change counts when two looks saw the same. */
  void looks() {
    trust.look();
    trust.look();
  }

  Channel channel() throws ConfigException {
    return home.loader().channel("cig");
  }

  Profile profile() throws ConfigException {
    return home.loader().profile(channel().profile());
  }

  Home home() {
    return home.home;
  }

  Instant now() {
    return clock.instant();
  }

  Path trustFolder() {
    return keys.resolve("trust");
  }

  Path copy() {
    return home.home.spool().resolve("directory/cig.pem");
  }

  void encryption(X509Certificate... certificates) throws Exception {
    write(keys.resolve("gateway-encryption.pem"), certificates);
  }

  void signing(X509Certificate... certificates) throws Exception {
    write(keys.resolve("gateway-signing.pem"), certificates);
  }

  void authority(String file, X509Certificate certificate) throws Exception {
    write(trustFolder().resolve(file), certificate);
  }

  void list(X509CRL list) throws Exception {
    write(trustFolder().resolve("ca.crl"), list.getEncoded(), "X509 CRL");
  }

  private static void write(Path file, X509Certificate... certificates) throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(pem(certificate.getEncoded(), "CERTIFICATE"));
    }
    Files.writeString(file, text);
  }

  private static void write(Path file, byte[] der, String type) throws Exception {
    Files.writeString(file, pem(der, type));
  }

  private static String pem(byte[] der, String type) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
  }

  /** The texts of all alerts, oldest first. */
  List<String> alerts() {
    List<String> texts = new ArrayList<>(ledger.alerts(100).stream().map(Alert::text).toList());
    Collections.reverse(texts);
    return texts;
  }

  @Override
  public void close() {
    ledger.close();
  }
}
