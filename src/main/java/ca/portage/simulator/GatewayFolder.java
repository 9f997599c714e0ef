package ca.portage.simulator;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.MessageForm;
import ca.portage.config.PasswordSource;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.simulator.http.TlsIdentity;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The gateway's side of a simulated home, {@code DIR/simulator/}: its keys, the client's
 * certificates and the port, so that any later process can start the same gateway again.
 */
final class GatewayFolder {
  private final SimulatorPlan plan;
  private final Path folder;

  GatewayFolder(SimulatorPlan plan) {
    this.plan = plan;
    this.folder = plan.home().toAbsolutePath().resolve("simulator");
  }

  Path path() {
    return folder;
  }

  /** Whether a gateway was made here before. */
  boolean exists() {
    return Files.exists(keys());
  }

  /** Writes keys and certificates. */
  void write(Map<String, Issued> gateway, Issued clientSigning, Issued clientEncryption)
      throws IOException, PkiException {
    SecretText.folder(folder);
    char[] password = SecretText.newPassword(password());
    TestAuthority.writePem(folder.resolve("client-signing.pem"), clientSigning.certificate());
    TestAuthority.writePem(folder.resolve("client-encryption.pem"), clientEncryption.certificate());
    TestAuthority.writePkcs12(keys(), password, gateway);
    Arrays.fill(password, '\0');
  }

  /**
   * The plan as a later start follows it: the form is the one the client's profile was chosen for,
   * and the port the one its channel names, unless another is asked for.
   */
  SimulatorPlan remembered() throws IOException {
    Properties kept = new Properties();
    try (Reader in = Files.newBufferedReader(memory())) {
      kept.load(in);
      GatewayForm form = GatewayForm.valueOf(kept.getProperty("form", plan.form().name()));
      int port = Integer.parseInt(kept.getProperty("port", "0"));
      return plan.of(form, plan.port() == 0 ? port : plan.port());
    } catch (NoSuchFileException e) {
      return plan;
    } catch (IllegalArgumentException e) {
      throw new IOException(memory() + " holds a form or port that cannot be", e);
    }
  }

  /** Remembers form and port for later starts. */
  void remember(int port) throws IOException {
    Files.write(memory(), List.of("form=" + plan.form().name(), "port=" + port));
  }

  private Path memory() {
    return folder.resolve("gateway.properties");
  }

  /** What the gateway starts with; its algorithms are those of the client's profile. */
  SimulatorSettings settings() throws IOException, PkiException, ConfigException {
    char[] password = new PasswordSource.FromFile(password()).read(Map.of());
    try {
      KeyRing ring = KeyRing.open(keys(), "signing", List.of("encryption"), password, plan.clock());
      KeyRing tls = KeyRing.open(keys(), "tls", List.of(), password, plan.clock());
      KeyRing.Entry decryption = ring.decryption().get(0);
      return new SimulatorSettings(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port()),
          new TlsIdentity(tls.signingKey(), tls.signingChain()),
          new DecryptionKey(decryption.key(), decryption.certificate()),
          new SigningKey(ring.signingKey(), ring.signingChain()),
          List.of(client()),
          plan.form(),
          algorithms(),
          folder.resolve("state"),
          plan.clock());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private Client client() throws PkiException {
    return new Client(
        ClientHome.SENDER,
        Certificates.readPem(folder.resolve("client-signing.pem")),
        Certificates.readPem(folder.resolve("client-encryption.pem")).get(0));
  }

  private CmsAlgorithms algorithms() throws ConfigException {
    MessageForm form = new ConfigLoader(new Home(plan.home())).profile(plan.profile()).message();
    return new CmsAlgorithms(
        Digest.parse(form.digest()).orElseThrow(),
        SignatureScheme.parse(form.signature()).orElseThrow(),
        ContentCipher.parse(form.cipher()).orElseThrow(),
        KeyTransport.parse(form.keyTransport()).orElseThrow(),
        form.algorithmProtection(),
        form.includeCertificates());
  }

  private Path keys() {
    return folder.resolve("gateway.p12");
  }

  private Path password() {
    return folder.resolve("gateway.pass");
  }
}
