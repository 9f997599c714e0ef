package ca.portage.simulator;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gateway's own keys: one that signs, and every one that clients may still encrypt for. */
final class GatewayKeys {
  private final List<DecryptionKey> decryption = new CopyOnWriteArrayList<>();
  private volatile SigningKey signing;

  GatewayKeys(SimulatorSettings settings) {
    this.signing = settings.signing();
    decryption.add(settings.decryption());
  }

  SigningKey signing() {
    return signing;
  }

  List<DecryptionKey> decryption() {
    return decryption;
  }

  /** Opens what is encrypted for this key too. */
  void open(DecryptionKey next) {
    decryption.add(0, next);
  }

  /** Signs with another key from now on. */
  void sign(SigningKey next) {
    signing = next;
  }
}
