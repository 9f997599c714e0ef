package ca.portage.app;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.DecryptionKey;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.SignedMessage;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.pki.KeyRing;
import ca.portage.simulator.Outgoing;
import java.nio.file.Path;
import java.util.List;

/** What the gateway put into an encrypted item of its queue, opened with the client's own key. */
public record Clear(List<DecryptionKey> keys, Path folder) {

  public static Clear of(Path home) throws Exception {
    KeyRing ring = Unattended.keys(home);
    return new Clear(
        ring.decryption().stream().map(e -> new DecryptionKey(e.key(), e.certificate())).toList(),
        home);
  }

  public Content content(Outgoing outgoing) throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Content entity = CmsDecryptor.decrypt(outgoing.wire(), keys, scratch);
      Content part = SignedMessage.open(entity, scratch).signedPart();
      Content body = EntityReader.read(part, MimeLimits.DEFAULT).body();
      return Content.of(body.toBytes(8 << 20));
    }
  }
}
