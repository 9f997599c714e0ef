package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.app.Unattended;
import ca.portage.care.SelfTest;
import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.Trust;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorHomeTest {
  private static final Path BUNDLE = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(GatewayForm.class)
  void itsChannelLoadsWithoutAProblemAndNamesTheRunningGateway(GatewayForm form) throws Exception {
    try (SimulatorHome home = SimulatorHome.open(plan(form))) {
      ConfigLoader loader = new ConfigLoader(new Home(home.root()));

      assertThat(loader.check()).isEmpty();
      Channel channel = loader.channel("cig");
      assertThat(channel.submit()).isEqualTo(home.simulator().submit());
      assertThat(channel.collect()).isEqualTo(home.simulator().collect());
      assertThat(channel.sender()).isEqualTo(home.sender());
      assertThat(channel.outbox()).isEqualTo(home.outbox()).isDirectory();
      assertThat(channel.inbox()).isEqualTo(home.inbox()).isDirectory();
    }
  }

  @Test
  void itsKeysOpenAndItsTrustFolderCoversBothSides() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      Channel channel = new ConfigLoader(new Home(home.root())).channel("cig");

      KeyRing ring = Unattended.keys(channel);

      Trust trust = Trust.load(channel.trust());
      trust.check(ring.signingChain().get(0), List.of(), Instant.now());
      trust.check(first(channel.gateway().signing()), List.of(), Instant.now());
      first(channel.gateway().encryption()).verify(trust.anchors().get(0).getPublicKey());
      assertThat(ring.signingChain().get(0)).isNotEqualTo(ring.decryption().get(0).certificate());
    }
  }

  @Test
  void itStartsThoughItsBundleWasClonedForAGroup() throws Exception {
    Path bundle = folder.resolve("bundle");
    for (String part : List.of("config", "config/profiles", "routes")) {
      Files.createDirectories(bundle.resolve(part));
      try (Stream<Path> files = Files.list(BUNDLE.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = Files.copy(file, bundle.resolve(part).resolve(file.getFileName()));
          Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-rw-r--"));
        }
      }
    }
    Path made = folder.resolve("home");
    try (SimulatorHome home =
        SimulatorHome.open(SimulatorPlan.of(made, bundle, GatewayForm.STRICT, Clock.systemUTC()))) {
      Home its = new Home(home.root());
      SelfTest.requirePrivate(its, new ConfigLoader(its).channels());
      assertThat(its.profiles()).isNotEmptyDirectory();
    }
  }

  @Test
  void onlyTheOwnerReadsPasswordsAndKeys() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      for (String name :
          List.of(
              "config/keys/broker.pass",
              "config/keys/broker.p12",
              "simulator/gateway.pass",
              "simulator/gateway.p12")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(home.root().resolve(name))))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aLaterStartTakesTheSamePortAndKeys() throws Exception {
    URI submit;
    byte[] keys;
    try (SimulatorHome home = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      submit = home.simulator().submit();
      keys = Files.readAllBytes(home.root().resolve("simulator/gateway.p12"));
    }
    try (SimulatorHome again = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      assertThat(again.simulator().submit()).isEqualTo(submit);
      assertThat(again.root().resolve("simulator/gateway.p12")).hasBinaryContent(keys);
    }
  }

  @Test
  void aLaterStartKeepsTheFormTheProfileWasChosenFor() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(plan(GatewayForm.FIGURES_2008))) {
      assertThat(home.root().resolve("config/channels/cig.yaml")).content().contains("cig-2008");
    }
    try (SimulatorHome again = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      Outgoing item =
          again
              .simulator()
              .offer(again.sender(), TestBroker.text("TEST"), "application/edi-consent");
      assertThat(item.messageId()).contains("@@");
    }
  }

  @Test
  void whatAnAdminChangedInTheChannelFileStays() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      Path channel = home.root().resolve("config/channels/cig.yaml");
      Files.writeString(channel, Files.readString(channel).replace("poll: 2000ms", "poll: 9s"));
    }
    try (SimulatorHome again = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      assertThat(again.root().resolve("config/channels/cig.yaml")).content().contains("poll: 9s");
    }
    try (SimulatorHome moved = SimulatorHome.open(plan(GatewayForm.STRICT).onPort(freePort()))) {
      assertThat(moved.root().resolve("config/channels/cig.yaml"))
          .content()
          .contains(moved.simulator().submit().toString());
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aChannelFileOfSomebodyElseIsLeftAlone() throws Exception {
    Path channel = folder.resolve("home/config/channels/cig.yaml");
    Files.createDirectories(channel.getParent());
    Files.writeString(channel, "profile: mine\n");

    assertThatThrownBy(() -> SimulatorHome.open(plan(GatewayForm.STRICT)))
        .isInstanceOf(SimulatorException.class)
        .hasMessageContaining("cig.yaml")
        .hasMessageContaining("--home");
    assertThat(channel).hasContent("profile: mine");
  }

  @Test
  void aTakenPortIsToldToTheAdmin() throws Exception {
    try (SimulatorHome home = SimulatorHome.open(plan(GatewayForm.STRICT))) {
      assertThatThrownBy(() -> SimulatorHome.open(plan(GatewayForm.STRICT)))
          .isInstanceOf(SimulatorException.class)
          .hasMessageContaining(Integer.toString(home.simulator().submit().getPort()));
    }
  }

  private static X509Certificate first(List<Path> files) throws Exception {
    return Certificates.readPem(files.get(0)).get(0);
  }

  private SimulatorPlan plan(GatewayForm form) {
    return SimulatorPlan.of(folder.resolve("home"), BUNDLE, form, Clock.systemUTC());
  }
}
