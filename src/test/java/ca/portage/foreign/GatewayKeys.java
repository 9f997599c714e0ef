package ca.portage.foreign;

import ca.portage.config.PasswordSource;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a foreign writer needs to write for a simulated home in the gateway's place.
 *
 * @param key the gateway's signing key
 * @param signer its certificate, which the client has pinned
 * @param recipient the client's encryption certificate
 */
public record GatewayKeys(PrivateKey key, X509Certificate signer, X509Certificate recipient) {

  public static GatewayKeys of(Path home) throws Exception {
    Path folder = home.resolve("simulator");
    char[] password = new PasswordSource.FromFile(folder.resolve("gateway.pass")).read(Map.of());
    KeyRing ring = KeyRing.open(folder.resolve("gateway.p12"), "signing", List.of(), password);
    return new GatewayKeys(
        ring.signingKey(),
        ring.signingChain().get(0),
        Certificates.readPem(folder.resolve("client-encryption.pem")).get(0));
  }

  GatewayKeys encryptingFor(X509Certificate other) {
    return new GatewayKeys(key, signer, other);
  }

  static void pem(Path file, String what, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
  }
}
