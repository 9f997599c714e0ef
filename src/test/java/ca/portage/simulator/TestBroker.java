package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsSigner;
import ca.portage.cms.CmsVerifier;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.Mic;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.TransferEncoding;
import ca.portage.simulator.RawClient.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of the gateway, small enough to be right at a glance. */
final class TestBroker implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String BOUNDARY = "Boundary-of-the-test-broker";

  final CmsAlgorithms algorithms;
  final RawClient http;
  final Scratch scratch;
  Party signer = Party.BROKER_SIGNING;
  Party recipient = Party.GATEWAY_ENCRYPTION;
  private final Simulator gateway;

  TestBroker(Simulator gateway, GatewayForm form, Path folder) throws Exception {
    this.gateway = gateway;
    this.algorithms = TestGateway.algorithms(form);
    this.http = new RawClient(folder);
    this.scratch = new Scratch(Files.createDirectories(folder.resolve("broker")));
  }

  /** One encrypted part of a download, opened. */
  record Item(Entity head, Entity part, Mic mic) {
    boolean receipt() {
      return !head.headers().contains("Disposition-Notification-To");
    }

    String id() {
      return head.headers().first("Message-Id").orElseThrow();
    }
  }

  static String newId() {
    return "<38DEC16C.%06d.00844@broker.example>".formatted(NUMBER.incrementAndGet());
  }

  static Content part(String type, String content) {
    return text(
        "Content-Type: " + type + "\r\nContent-Length: " + content.length() + "\r\n\r\n" + content);
  }

  static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Mic mic(Content part) throws IOException {
    return Mic.of(part, algorithms.digest());
  }

  Content signed(Content part) throws Exception {
    return multipart(part, CmsSigner.detached(part, signer.signing(), algorithms));
  }

  Content multipart(Content part, byte[] signature) {
    String micalg = algorithms.digest().word();
    return Content.join(
        text(
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg="
                + micalg
                + "; boundary=\""
                + BOUNDARY
                + "\"\r\n\r\n--"
                + BOUNDARY
                + "\r\n"),
        part,
        text(
            "\r\n--"
                + BOUNDARY
                + "\r\nContent-Type: application/pkcs7-signature\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"),
        Content.of(TransferEncoding.base64Lines(signature)),
        text("\r\n--" + BOUNDARY + "--\r\n"));
  }

  Content encrypted(Content entity) throws Exception {
    return CmsEncryptor.encrypt(entity, List.of(recipient.certificate()), algorithms, scratch);
  }

  Content sealed(Content part) throws Exception {
    return encrypted(signed(part));
  }

  List<String> head(URI uri, String id, long length, boolean asking) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "POST " + uri.getPath() + " HTTP/1.1",
                "Host: localhost:" + uri.getPort(),
                "From: " + TestGateway.BROKER,
                "Accept: application/pkcs7-mime; text/plain",
                "Date: Wed, 12 Jan 2000 10:45:04 GMT",
                "Content-Type: application/pkcs7-mime",
                "Mime-Version: 1.0",
                "Message-ID: " + id));
    if (asking) {
      lines.add("Disposition-Notification-To: " + TestGateway.BROKER);
      lines.add(
          "Disposition-Notification-Options: signed-receipt-protocol=required, pkcs7-signature;"
              + " signed-receipt-micalg=required, "
              + algorithms.digest().word());
      lines.add("Receipt-Delivery-Option: " + gateway.collect());
    }
    lines.add("Content-Length: " + length);
    return lines;
  }

  Response put(String id, Content wire) throws Exception {
    return http.send(gateway.submit(), head(gateway.submit(), id, wire.size(), true), wire);
  }

  /** Posts a receipt for an item. */
  Response acknowledge(Item item, Mic mic, String disposition) throws Exception {
    Content wire = sealed(report(item.id(), mic, disposition));
    List<String> head = head(gateway.submit(), newId(), wire.size(), false);
    return http.send(gateway.submit(), head, wire);
  }

  static Content report(String original, Mic mic, String disposition) {
    return text(
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"r\"\r\n"
            + "\r\n--r\r\nContent-Type: text/plain\r\n\r\nReceived.\r\n"
            + "--r\r\nContent-Type: message/disposition-notification\r\n\r\n"
            + "Final-Recipient: rfc822; edi@broker.example\r\n"
            + "Original-Message-ID: "
            + original
            + "\r\n"
            + "Received-Content-MIC: "
            + mic
            + "\r\n"
            + "Disposition: "
            + disposition
            + "\r\n\r\n--r--\r\n");
  }

  Response collect() throws Exception {
    Content wire = sealed(part("application/edi-consent", "TEST0000 REQUEST"));
    return http.send(gateway.collect(), head(gateway.collect(), newId(), wire.size(), false), wire);
  }

  /** Everything queued, opened; nothing when the gateway says 204. */
  List<Item> download() throws Exception {
    Response response = collect();
    return response.status() == 204 ? List.of() : items(response);
  }

  List<Item> items(Response response) throws Exception {
    List<Item> items = new ArrayList<>();
    String type = response.header("Content-Type").orElseThrow().replace("\r\n", "");
    for (Entity head : parts(entity(type, response.body()))) {
      Content plain =
          CmsDecryptor.decrypt(head.body(), List.of(Party.BROKER_ENCRYPTION.decryption()), scratch);
      List<Entity> signed = parts(EntityReader.read(plain, MimeLimits.DEFAULT));
      byte[] signature =
          TransferEncoding.der(signed.get(1).body(), Optional.empty(), scratch).toBytes(1 << 16);
      Content covered = signed.get(0).whole();
      assertThat(CmsVerifier.detached(covered, signature).signer())
          .isEqualTo(Party.GATEWAY_SIGNING.certificate());
      items.add(new Item(head, signed.get(0), mic(covered)));
    }
    return items;
  }

  static List<Entity> parts(Entity entity) throws Exception {
    List<Entity> parts = new ArrayList<>();
    String boundary = entity.contentType().boundary();
    for (Content part :
        MultipartReader.parts(entity.body(), boundary, MimeLimits.DEFAULT).parts()) {
      parts.add(EntityReader.readUnsigned(part, MimeLimits.DEFAULT));
    }
    return parts;
  }

  private static Entity entity(String type, Content body) throws Exception {
    return EntityReader.read(
        Content.join(text("Content-Type: " + type + "\r\n\r\n"), body), MimeLimits.DEFAULT);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
