package ca.portage.app;

import ca.portage.badtls.Minted;
import ca.portage.badtls.TlsFault;
import ca.portage.config.DistinguishedName;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.ldap.DirectoryCopy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A home whose submit goes straight to one port, and whose collect goes to the gateway by a proxy
 * and with a client certificate that has expired.
 *
 * @param root an authority that it trusts for the web
 * @param faults every fault a server may have before it
 */
record TlsHome(Minted root, List<TlsFault> faults) {
  /** What the proxy wants to hear. */
  static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("broker:proxy word".getBytes(StandardCharsets.UTF_8));

  static TlsHome prepare(Path folder, RunningHome home, int submitPort, int proxyPort)
      throws Exception {
    // The revoked one needs a list of its authority, which only a whole authority makes.
    TestAuthority authority = TestAuthority.create("Revoking", Clock.systemUTC());
    TestAuthority.Issued issued =
        authority.issue(TestAuthority.Purpose.TLS_SERVER, "cn=localhost", "localhost", "127.0.0.1");
    Minted root = Minted.root("Root of the web");
    Path trust = folder.resolve("config/keys/trust");
    TestAuthority.writePem(trust.resolve("web.pem"), root.certificate());
    TestAuthority.writePem(trust.resolve("revoking.pem"), authority.certificate());
    Files.write(
        trust.resolve("revoking.crl"),
        authority.revocationList(Instant.now().minusSeconds(60), issued.certificate()));
    TestAuthority listed = TestAuthority.create("Revoking by directory", Clock.systemUTC());
    TestAuthority.Issued elsewhere =
        listed.issue(TestAuthority.Purpose.TLS_SERVER, "cn=localhost", "localhost", "127.0.0.1");
    TestAuthority.writePem(trust.resolve("listed.pem"), listed.certificate());
    directory(
        folder, listed.revocationList(Instant.now().minusSeconds(60), elsewhere.certificate()));
    Path keys = folder.resolve("config/keys");
    expiredClient(root, keys.resolve("client.p12"));
    secret(keys.resolve("client.pass"), "client word");
    secret(keys.resolve("proxy.pass"), "proxy word");
    edit(folder, home.gateway().submit().getPort(), submitPort, proxyPort);
    return new TlsHome(
        root,
        TlsFault.all(
            root,
            new Minted(issued.key(), issued.chain()),
            new Minted(elsewhere.key(), elsewhere.chain())));
  }

  /** What a directory answered once that cannot be reached now. */
  private static void directory(Path folder, byte[] list) throws Exception {
    X509CRL crl =
        (X509CRL)
            CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list));
    DirectoryCopy copy =
        new DirectoryCopy(
            Instant.now(),
            DistinguishedName.parse("cn=gateway,c=CA"),
            List.of(),
            List.of(),
            List.of(crl));
    Path kept = folder.resolve("spool/directory/cig.pem");
    Files.createDirectories(
        kept.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(kept, copy.toPem());
  }

  private static void edit(Path folder, int port, int submitPort, int proxyPort) throws Exception {
    Path channel = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel,
        Files.readString(channel)
                .replaceAll("(submit: https://)[^/]*", "$1localhost:" + submitPort)
                .replaceAll("(collect: https://)[^/]*", "$1127.0.0.1:" + port)
            + """
            tls:
              submit:
                suites: [TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256]
              collect:
                client: {keystore: config/keys/client.p12, password: "file:config/keys/client.pass"}
            proxy:
              address: localhost:%d
              user: broker
              password: file:config/keys/proxy.pass
              except: localhost
            directory:
              url: ldap://127.0.0.1:9
              entry: cn=gateway,c=CA
            """
                .formatted(proxyPort));
    Path profile = folder.resolve("config/profiles/cig-2026.yaml");
    Files.writeString(
        profile,
        Files.readString(profile)
            .replace("backoff: [1m, 5m, 10m, 20m, 40m]", "backoff: [50ms]")
            .replace("ambiguousWindow: 15m", "ambiguousWindow: 1h"));
  }

  private static void expiredClient(Minted root, Path file) throws Exception {
    Minted expired =
        Minted.order("cn=broker").valid(Duration.ofDays(-9), Duration.ofDays(-1)).by(root);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "client word".toCharArray();
    store.setKeyEntry(
        "client", expired.key(), password, expired.chain().toArray(X509Certificate[]::new));
    try (var out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void secret(Path file, String word) throws Exception {
    Files.writeString(file, word);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
