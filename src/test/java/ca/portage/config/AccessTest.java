package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks {@code tls} and {@code proxy} of a channel. */
class AccessTest {
  private static final String ALL =
      """
      tls:
        protocols: TLSv1.3
        suites: [TLS_AES_128_GCM_SHA256]
        groups: [x25519, secp256r1]
        serverName: gate.example
        pins: keys/pin.pem
        trust: keys/tls
        client: {keystore: keys/tls.p12, password: "credential:tls"}
        collect:
          suites: TLS_AES_256_GCM_SHA384
          groups: x448
          serverName: other.example
          pins: keys/pin-collect.pem
      proxy:
        address: proxy.example:3128
        user: broker
        password: file:keys/proxy.pass
        except: [.internal.example, 192.0.2.1]
      """;

  @TempDir Path folder;

  @Test
  void everyKeyReachesItsRecordAndCountsForBothUnlessOneHasItsOwn() throws Exception {
    TestHome home = new TestHome(folder).channel("cig", TestHome.SMALLEST_CHANNEL + ALL);
    Path root = home.home.root();
    EndpointTls both =
        new EndpointTls(
            List.of("TLSv1.3"),
            List.of("TLS_AES_128_GCM_SHA256"),
            List.of("x25519", "secp256r1"),
            Optional.of("gate.example"),
            List.of(root.resolve("keys/pin.pem")),
            Optional.of(
                new ClientKey(root.resolve("keys/tls.p12"), new PasswordSource.Credential("tls"))),
            Optional.of(root.resolve("keys/tls")));
    assertThat(home.loader().channel("cig").access())
        .isEqualTo(
            new Access(
                both,
                new EndpointTls(
                    List.of("TLSv1.3"),
                    List.of("TLS_AES_256_GCM_SHA384"),
                    List.of("x448"),
                    Optional.of("other.example"),
                    List.of(root.resolve("keys/pin-collect.pem")),
                    both.client(),
                    both.trust()),
                Optional.of(
                    new Proxy(
                        "proxy.example",
                        3128,
                        Optional.of(
                            new Proxy.Login(
                                "broker",
                                new PasswordSource.FromFile(root.resolve("keys/proxy.pass")))),
                        List.of(".internal.example", "192.0.2.1")))));
  }

  @Test
  void whatAChannelDoesNotSayTheProfileDecides() {
    Tls profile = new Tls(List.of("TLSv1.3"), List.of("A"), List.of("x25519"), 3072);
    assertThat(EndpointTls.PLAIN.over(profile)).isEqualTo(profile);
  }

  @Test
  void aProxyServesAllHostsButItsExceptions() {
    Proxy proxy =
        new Proxy("p", 1, Optional.empty(), List.of("one.example", ".in.example", "192.0.2.1"));
    assertThat(List.of("gateway.example", "two.one.example", "in.example", "192.0.2.2"))
        .allMatch(proxy::serves);
    assertThat(List.of("one.example", "ONE.example", "a.in.example", "b.a.IN.example", "192.0.2.1"))
        .noneMatch(proxy::serves);
  }

  @Test
  void aPasswordThatSomebodyWouldHaveToTypeIsRefused() throws IOException {
    assertThat(problems("proxy: {address: \"p.example:1\", user: u, password: prompt}"))
        .anyMatch(p -> p.contains("'proxy.password' must be file:PATH or credential:NAME"));
  }

  @Test
  void aUserWithoutAPasswordIsRefused() throws IOException {
    assertThat(problems("proxy: {address: \"p.example:1\", user: u}"))
        .anyMatch(p -> p.contains("needs both: 'user' and 'password'"));
  }

  @Test
  void anAddressWithoutAPortIsRefused() throws IOException {
    assertThat(problems("proxy: {address: http://p.example}"))
        .anyMatch(p -> p.contains("'proxy.address' must be HOST:PORT"));
  }

  @Test
  void oldTlsIsAWarningWhereverItIsAllowed() throws IOException {
    assertThat(problems("tls: {submit: {protocols: TLSv1.2}}"))
        .anyMatch(p -> p.contains("warning: 'tls.submit.protocols' allows TLSv1.2"));
    assertThat(problems("tls: {protocols: SSLv3}"))
        .anyMatch(p -> p.contains("'tls.protocols' must be one of TLSv1.2, TLSv1.3"));
  }

  @Test
  void aHostThatTlsCannotAskForIsSaidWhenTheFileIsRead() throws IOException {
    String label = "a".repeat(64);
    assertThat(problems("tls: {serverName: a..b}"))
        .singleElement()
        .asString()
        .contains("which no server can be asked for");
    for (String host : List.of("cus_toms.example", label + ".example")) {
      TestHome other = new TestHome(folder.resolve(host.substring(0, 3)));
      String text = TestHome.SMALLEST_CHANNEL.replaceAll("gateway\\.example/Put0", host + "/Put0");
      assertThat(other.channel("cig", text).problems())
          .singleElement()
          .asString()
          .contains("'submit'", "can be asked for", "hyphens");
    }
    assertThat(problems("tls: {serverName: a.b}")).isEmpty();
  }

  private List<String> problems(String block) throws IOException {
    Path home = Files.createTempDirectory(folder, "home");
    return new TestHome(home).channel("cig", TestHome.SMALLEST_CHANNEL + block).problems();
  }
}
