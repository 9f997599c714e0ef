package ca.portage.harness;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsSigner;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.config.Channel;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.MessageIds;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.SignedMessage;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.pki.Certificates;
import ca.portage.pki.KeyRing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** The gateway's message form for the plain route: correct bytes, and no memory of any of them. */
final class NaiveSeal {
  private static final CmsAlgorithms ALGORITHMS =
      new CmsAlgorithms(
          Digest.SHA1,
          SignatureScheme.PKCS1,
          ContentCipher.AES256_CBC,
          KeyTransport.PKCS1,
          false,
          true);
  private static final int MAX_BYTES = 1 << 24;

  private final Channel channel;
  private final KeyRing ring;
  private final Path scratch;
  private final SecureRandom random = new SecureRandom();
  private final MessageIds ids;

  NaiveSeal(Channel channel, KeyRing ring, Path scratch) {
    this.channel = channel;
    this.ring = ring;
    this.scratch = scratch;
    this.ids = new MessageIds(Clock.systemUTC(), random, "broker.example");
  }

  /** A file becomes a message with a new id, each time it is read. */
  void submission(Exchange exchange) throws Exception {
    byte[] file = exchange.getIn().getMandatoryBody(byte[].class);
    boolean edifact = file.length > 2 && file[0] == 'U' && file[1] == 'N';
    seal(exchange, edifact ? "application/edi-edifact" : "application/edi-consent", file);
    exchange.getIn().setHeader("Disposition-Notification-To", channel.sender());
    exchange
        .getIn()
        .setHeader(
            "Disposition-Notification-Options",
            "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha1");
    exchange.getIn().setHeader("Receipt-Delivery-Option", channel.collect().toString());
  }

  /** A download request. */
  void request(Exchange exchange) throws Exception {
    seal(exchange, "application/edi-consent", "DOWNLOAD REQUEST".getBytes());
  }

  private void seal(Exchange exchange, String type, byte[] body) throws Exception {
    try (Scratch files = new Scratch(scratch)) {
      Content part = MessageWriter.part(type, Content.of(body), true);
      SigningKey key = new SigningKey(ring.signingKey(), ring.signingChain());
      Content signed =
          MessageWriter.signed(
              part,
              CmsSigner.detached(part, key, ALGORITHMS),
              Digest.SHA1,
              MessageWriter.boundary(Clock.systemUTC(), random, part),
              true,
              true);
      Content wire =
          CmsEncryptor.encrypt(
              signed,
              Certificates.readPem(channel.gateway().encryption().get(0)),
              ALGORITHMS,
              files);
      exchange.getIn().removeHeaders("*");
      exchange.getIn().setBody(wire.toBytes(MAX_BYTES));
    }
    exchange.getIn().setHeader("From", channel.sender());
    exchange.getIn().setHeader("Accept", "application/pkcs7-mime; text/plain");
    exchange.getIn().setHeader("Content-Type", "application/pkcs7-mime");
    exchange.getIn().setHeader("MIME-Version", "1.0");
    exchange.getIn().setHeader("Message-ID", ids.next().value());
  }

  /** The interchanges of an answer; receipts are of no interest to somebody who keeps no books. */
  List<byte[]> interchanges(Exchange exchange) throws Exception {
    List<byte[]> interchanges = new ArrayList<>();
    byte[] answer = exchange.getIn().getBody(byte[].class);
    String type = exchange.getIn().getHeader("Content-Type", "", String.class);
    if (answer == null || !type.startsWith("multipart")) {
      return interchanges;
    }
    List<DecryptionKey> keys =
        ring.decryption().stream().map(e -> new DecryptionKey(e.key(), e.certificate())).toList();
    String boundary = ContentType.parse(type).boundary();
    try (Scratch files = new Scratch(scratch)) {
      for (Content whole :
          MultipartReader.parts(Content.of(answer), boundary, MimeLimits.DEFAULT).parts()) {
        Entity part = EntityReader.readUnsigned(whole, MimeLimits.DEFAULT);
        Content opened = CmsDecryptor.decrypt(part.body(), keys, files);
        Entity signed =
            EntityReader.read(SignedMessage.open(opened, files).signedPart(), MimeLimits.DEFAULT);
        if (ReceiptReader.read(signed).isEmpty()) {
          interchanges.add(signed.body().toBytes(MAX_BYTES));
        }
      }
    }
    return interchanges;
  }
}
