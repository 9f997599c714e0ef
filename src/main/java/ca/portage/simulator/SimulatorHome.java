package ca.portage.simulator;

import ca.portage.cms.CryptoProviders;
import ca.portage.config.ConfigException;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A complete client home beside a running gateway, both with keys of a throw-away authority; for
 * the demo, for {@code portage simulate} and for tests.
 */
public final class SimulatorHome implements AutoCloseable {
  private final Path root;
  private final Simulator simulator;

  private SimulatorHome(Path root, Simulator simulator) {
    this.root = root;
    this.simulator = simulator;
  }

  /**
   * Fills the home on first use and starts its gateway; on later use starts the same gateway again,
   * with the same keys on the same port.
   *
   * @throws SimulatorException if the home has a channel of its own, the port is taken, or files
   *     cannot be read or written
   */
  public static SimulatorHome open(SimulatorPlan plan) throws SimulatorException {
    try {
      SimulatorPlan remembered = new GatewayFolder(plan).remembered();
      GatewayFolder gateway = new GatewayFolder(remembered);
      ClientHome client = new ClientHome(remembered);
      if (!gateway.exists()) {
        refuseForeign(client.channelFile());
        fill(gateway, client, remembered);
      }
      Simulator simulator = Simulator.start(gateway.settings());
      gateway.remember(simulator.submit().getPort());
      client.writeChannel(simulator.submit(), simulator.collect());
      return new SimulatorHome(plan.home().toAbsolutePath(), simulator);
    } catch (IOException | GeneralSecurityException | PkiException | ConfigException e) {
      throw new SimulatorException(
          "The gateway simulator for "
              + plan.home()
              + " did not start: "
              + e.getMessage()
              + ". Nothing was sent. Mend what is named, or use another folder with --home.",
          e);
    }
  }

  private static void refuseForeign(Path channelFile) throws SimulatorException {
    if (Files.exists(channelFile)) {
      throw new SimulatorException(
          channelFile
              + " exists and was not made by the simulator; it was left as it is. Name a new folder"
              + " with --home.");
    }
  }

  private static void fill(GatewayFolder gateway, ClientHome client, SimulatorPlan plan)
      throws IOException, PkiException {
    TestAuthority authority =
        TestAuthority.create(
            "Portage Simulator CA, not for production",
            plan.clock(),
            CryptoProviders.forService("KeyPairGenerator", "RSA"));
    Map<Role, Issued> issued = issue(authority);
    client.write(
        issued.get(Role.CLIENT_SIGNING),
        issued.get(Role.CLIENT_ENCRYPTION),
        issued.get(Role.SIGNING),
        issued.get(Role.ENCRYPTION));
    gateway.write(
        Map.of(
            "signing", issued.get(Role.SIGNING),
            "encryption", issued.get(Role.ENCRYPTION),
            "tls", issued.get(Role.TLS)),
        issued.get(Role.CLIENT_SIGNING),
        issued.get(Role.CLIENT_ENCRYPTION));
  }

  /** Who holds a key. */
  private enum Role {
    CLIENT_SIGNING(Purpose.SIGNING, "Test Broker Signing"),
    CLIENT_ENCRYPTION(Purpose.ENCRYPTION, "Test Broker Encryption"),
    SIGNING(Purpose.SIGNING, "Simulated Gateway Signing"),
    ENCRYPTION(Purpose.ENCRYPTION, "Simulated Gateway Encryption"),
    TLS(Purpose.TLS_SERVER, "Simulated Gateway", "localhost", "127.0.0.1");

    private final Purpose purpose;
    private final String commonName;
    private final String[] hosts;

    Role(Purpose purpose, String commonName, String... hosts) {
      this.purpose = purpose;
      this.commonName = commonName;
      this.hosts = hosts;
    }
  }

  /** All keys at once: each takes a good part of a second to find, and a person may be waiting. */
  private static Map<Role, Issued> issue(TestAuthority authority) {
    return Arrays.stream(Role.values())
        .parallel()
        .collect(
            Collectors.toConcurrentMap(
                role -> role,
                role -> authority.issue(role.purpose, name(role.commonName), role.hosts)));
  }

  private static String name(String commonName) {
    return "cn=" + commonName + ",ou=TEST,o=Portage Simulator,c=CA";
  }

  /** The home's folder, to be given to {@code --home}. */
  public Path root() {
    return root;
  }

  /** Where the client's broker software drops files. */
  public Path outbox() {
    return root.resolve("outbox").resolve(ClientHome.CHANNEL);
  }

  /** Where files arrive for the client's broker software. */
  public Path inbox() {
    return root.resolve("inbox").resolve(ClientHome.CHANNEL);
  }

  /** The address under which the gateway knows the client. */
  public String sender() {
    return ClientHome.SENDER;
  }

  /** The running gateway. */
  public Simulator simulator() {
    return simulator;
  }

  /** Stops the gateway; the home stays. */
  @Override
  public void close() throws SimulatorException {
    try {
      simulator.close();
    } catch (IOException e) {
      throw new SimulatorException("The gateway simulator did not stop cleanly", e);
    }
  }
}
