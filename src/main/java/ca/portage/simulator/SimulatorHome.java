package ca.portage.simulator;

import ca.portage.config.ConfigException;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

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
        TestAuthority.create("Portage Simulator CA, not for production", plan.clock());
    Issued clientSigning = authority.issue(Purpose.SIGNING, name("Test Broker Signing"));
    Issued clientEncryption = authority.issue(Purpose.ENCRYPTION, name("Test Broker Encryption"));
    Issued signing = authority.issue(Purpose.SIGNING, name("Simulated Gateway Signing"));
    Issued encryption = authority.issue(Purpose.ENCRYPTION, name("Simulated Gateway Encryption"));
    Issued tls =
        authority.issue(Purpose.TLS_SERVER, name("Simulated Gateway"), "localhost", "127.0.0.1");
    client.write(clientSigning, clientEncryption, signing, encryption);
    gateway.write(
        Map.of("signing", signing, "encryption", encryption, "tls", tls),
        clientSigning,
        clientEncryption);
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
