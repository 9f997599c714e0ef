package ca.portage.gateway.inbound;

import ca.portage.cms.CmsException;
import ca.portage.cms.InflationLimit;
import ca.portage.config.ReceivePolicy;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import ca.portage.gateway.Workbench;
import ca.portage.mime.MalformedMimeException;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a profile allows of compressed messages; one layer, outside the signature or inside it.
 *
 * @param allowed whether any is taken off
 * @param limit how far
 */
record Compression(boolean allowed, InflationLimit limit) {
  /** Exchange property: the layer outside the signature was there. */
  static final String INFLATED = "PortageInflated";

  private static final long MIB = 1 << 20;

  static Compression of(Workbench bench) {
    ReceivePolicy policy = bench.profile().policy().receive();
    return new Compression(
        policy.compression(),
        new InflationLimit(policy.maxInflatedMib() * MIB, policy.maxInflationRatio()));
  }

  Content inflate(Content compressed, Scratch scratch)
      throws CmsException, MalformedMimeException, IOException {
    if (!allowed) {
      throw new CmsException(
          CmsException.Reason.COMPRESSION_REFUSED,
          "The message is compressed, which policy.receive.compression of the profile does not"
              + " allow. Nothing of it was used. Ask the sender not to compress, or allow it"
              + " there.");
    }
    return CompressedEntity.inflate(compressed, limit, scratch);
  }

  /** The entity inside a signature, uncompressed; the signed bytes themselves stay as they are. */
  Content insideSignature(Content signed, Exchange exchange, Scratch scratch)
      throws CmsException, MalformedMimeException, IOException {
    Optional<Content> compressed = CompressedEntity.find(signed, true, scratch);
    if (compressed.isEmpty()) {
      return signed;
    }
    if (exchange.getProperty(INFLATED) != null) {
      throw new MalformedMimeException("it is compressed both outside and inside its signature");
    }
    return inflate(compressed.get(), scratch);
  }
}
