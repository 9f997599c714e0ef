package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.badtls.Minted;
import ca.portage.cli.Cli;
import ca.portage.config.DistinguishedName;
import ca.portage.ledger.Alert;
import ca.portage.pki.Certificates;
import ca.portage.pki.Lifetime;
import ca.portage.pki.Lifetime.Role;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.ldap.DirectoryCopy;
import ca.portage.simulator.GatewayForm;
import ca.portage.watch.LifetimesFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch of a running service knows all that its channel relies on, and goes by its clock. */
class EveryLifetimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WORD = "client word";

  private static final DistinguishedName ENTRY = DistinguishedName.parse("cn=gateway,c=CA");

  @TempDir Path folder;

  @Test
  void everyRoleIsWatchedAndToldOfByTheServicesClock() throws Exception {
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      Minted client =
          Minted.order("cn=broker")
              .valid(Duration.ofDays(-90), Duration.ofDays(20))
              .by(Minted.root("Root of the web"));
      showsItselfAs(client);
      listsWhatItRevoked();
      home.start(Clock.offset(Clock.systemUTC(), Duration.ofDays(10)));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(watched())
                      .isEqualTo(
                          Stream.of(Role.values())
                              .map(Role::word)
                              .collect(Collectors.toCollection(TreeSet::new))));
      String subject =
          "expiry/tls-client/" + Lifetime.fingerprint(client.certificate()).substring(0, 16);
      assertThat(home.ledger().alerts(50))
          .filteredOn(alert -> alert.id().filter(id -> id.startsWith(subject)).isPresent())
          .singleElement()
          .satisfies(alert -> assertThat(alert.id()).contains(subject + "/14"))
          .extracting(Alert::text)
          .asString()
          .contains("our TLS client certificate");
    }
  }

  /** Else the end of an intermediate, or of a signer that no file names, comes as a surprise. */
  @Test
  void signersByNameAndAuthoritiesBetweenAreWatchedOnceTheyAreMet() throws Exception {
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      X509Certificate signer =
          Certificates.readPem(folder.resolve("config/keys/gateway-signing.pem")).get(0);
      X509Certificate between = TestAuthority.create("Between", Clock.systemUTC()).certificate();
      keepsFromTheDirectory(between);
      Path channel = folder.resolve("config/channels/cig.yaml");
      Files.writeString(
          channel,
          Files.readString(channel)
                  .replaceAll(
                      "  signing: config/keys/gateway-signing.pem.*",
                      "  signer: \"" + signer.getSubjectX500Principal().getName() + "\"")
              + "directory:\n  url: ldap://127.0.0.1:9\n  entry: "
              + ENTRY
              + "\n");
      home.start();
      home.drop("cusrep-arrival");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(new LifetimesFile(folder.resolve("spool/expiry"), "cig").read())
                      .contains(
                          Lifetime.of(Role.GATEWAY_SIGNING, signer),
                          Lifetime.of(Role.AUTHORITY, between)));
    }
  }

  private void keepsFromTheDirectory(X509Certificate authority) throws Exception {
    Path kept = folder.resolve("spool/directory/cig.pem");
    Files.createDirectories(
        kept.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(
        kept,
        new DirectoryCopy(Instant.now(), ENTRY, List.of(), List.of(authority), List.of()).toPem());
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
  }

  private Set<String> watched() throws IOException {
    Set<String> roles = new TreeSet<>();
    new ObjectMapper()
        .readTree(new Cli(folder).run("status", "--json").out())
        .at("/channels/0/expiry")
        .forEach(item -> roles.add(item.get("role").asText()));
    return roles;
  }

  private void showsItselfAs(Minted client) throws Exception {
    Path file = folder.resolve("config/keys/client.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    X509Certificate[] chain = client.chain().toArray(X509Certificate[]::new);
    store.setKeyEntry("client", client.key(), WORD.toCharArray(), chain);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, WORD.toCharArray());
    }
    Path word = folder.resolve("config/keys/client.pass");
    Files.writeString(word, WORD);
    for (Path secret : List.of(file, word)) {
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }
    Path channel = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        channel,
        Files.readString(channel)
            + """
            tls:
              client: {keystore: config/keys/client.p12, password: "file:config/keys/client.pass"}
            """);
  }

  private void listsWhatItRevoked() throws Exception {
    TestAuthority authority = TestAuthority.create("Listing", Clock.systemUTC());
    Path trust = folder.resolve("config/keys/trust");
    TestAuthority.writePem(trust.resolve("listing.pem"), authority.certificate());
    Files.write(
        trust.resolve("listing.crl"),
        authority.revocationList(Instant.now().minusSeconds(60), authority.certificate()));
  }
}
