package ca.portage.simulator;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.simulator.http.TlsIdentity;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What a simulated gateway is started with.
 *
 * @param bind where it listens; port 0 takes any free one
 * @param tls its server key, certificate, protocols and suites
 * @param decryption the key that clients encrypt for
 * @param signing the key that signs receipts and replies
 * @param clients the participants it knows
 * @param form how it writes, and how much it forgives
 * @param algorithms what it signs and encrypts with; its digest is the only one it accepts (CIG
 *     F-14)
 * @param folder where it keeps what it received and queued, and its scratch files
 * @param clock for every time it reads or writes
 */
public record SimulatorSettings(
    InetSocketAddress bind,
    TlsIdentity tls,
    DecryptionKey decryption,
    SigningKey signing,
    List<Client> clients,
    GatewayForm form,
    CmsAlgorithms algorithms,
    Path folder,
    Clock clock) {

  /** Copies the clients. */
  public SimulatorSettings {
    clients = List.copyOf(clients);
  }

  /** The same gateway on another address. */
  public SimulatorSettings at(InetSocketAddress address) {
    return new SimulatorSettings(
        address, tls, decryption, signing, clients, form, algorithms, folder, clock);
  }
}
