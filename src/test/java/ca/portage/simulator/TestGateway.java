package ca.portage.simulator;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.simulator.http.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Settings of gateways for tests, with one known broker. */
final class TestGateway {
  static final String BROKER = "edi@broker.example";

  private TestGateway() {}

  static Simulator start(Path folder, GatewayForm form) throws Exception {
    return Simulator.start(settings(folder, form, Clock.systemUTC()));
  }

  static SimulatorSettings settings(Path folder, GatewayForm form, Clock clock) {
    return new SimulatorSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new TlsIdentity(Party.TLS.key(), List.of(Party.TLS.certificate())),
        Party.GATEWAY_ENCRYPTION.decryption(),
        Party.GATEWAY_SIGNING.signing(),
        List.of(broker()),
        form,
        algorithms(form),
        folder,
        clock);
  }

  static Client broker() {
    return new Client(
        BROKER, Party.BROKER_SIGNING.certificate(), Party.BROKER_ENCRYPTION.certificate());
  }

  static CmsAlgorithms algorithms(GatewayForm form) {
    boolean strict = form == GatewayForm.STRICT;
    return new CmsAlgorithms(
        strict ? Digest.SHA256 : Digest.SHA1,
        SignatureScheme.PKCS1,
        strict ? ContentCipher.AES256_CBC : ContentCipher.DES3_CBC,
        KeyTransport.PKCS1,
        false,
        true);
  }
}
