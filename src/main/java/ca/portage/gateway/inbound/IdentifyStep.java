package ca.portage.gateway.inbound;

import ca.portage.cms.Digest;
import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.Mic;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.ReceiptRequest;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Event;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.Notice;
import ca.portage.ledger.Report;
import ca.portage.ledger.State;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Headers;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code identify}: what a verified part is and whether it came before. Same message id and same
 * MIC is a duplicate and gets its stored receipt again; same id with other content is a conflict
 * and is touched by nobody (reliability P4, D15). The MIC is over what was signed; what goes on is
 * the entity inside, uncompressed.
 */
final class IdentifyStep implements Processor {
  private final Workbench bench;

  IdentifyStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps(CrashPoint.VERIFY_COMMITTED)
  @Override
  public void process(Exchange exchange) throws Exception {
    if (exchange.getProperty(CryptoCms.SIGNER) == null) {
      throw new IllegalStateException(
          "the route has no step that verifies the signature; restore crypto-cms:verify");
    }
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    InboundPart part = exchange.getProperty(ExchangeKeys.PART, InboundPart.class);
    Content signed = exchange.getIn().getMandatoryBody(Content.class);
    Content inside =
        Compression.of(bench).insideSignature(signed, exchange, bench.scratch(exchange));
    exchange.getIn().setBody(inside);
    OpenStep.claim(exchange, inside);
    Entity entity = EntityReader.read(inside, MimeLimits.DEFAULT);
    boolean receipt = ReceiptReader.read(entity).isPresent();
    if (!receipt) {
      requirePayload(entity);
    }
    Mic mic = Mic.of(signed, digest(part.headers(), exchange));
    exchange.setProperty(ExchangeKeys.MIC, mic);
    Message row = bench.ledger().message(id).orElseThrow();
    Report report = Believed.keep(bench, exchange, row, signed, mic);
    String messageId = part.messageId().orElse("<none." + mic.toString() + ">");
    Message message =
        bench
            .ledger()
            .proving(id, Evidence.Step.VERIFIED, Optional.empty(), report)
            .telling(Notice.when(bench.name(), IdentifyStep::news))
            .verified(
                id,
                receipt ? Kind.RECEIPT : Kind.INTERCHANGE,
                messageId,
                mic.toString(),
                same(signed, mic, messageId));
    CrashPoint.VERIFY_COMMITTED.reached();
    exchange.setProperty(ExchangeKeys.KIND, kind(message, receipt, exchange));
  }

  /** What holds further messages is no file for anybody's inbox, whoever signed it. */
  private static void requirePayload(Entity entity) throws MalformedMimeException {
    String type = entity.contentType().type();
    boolean sealed =
        type.equals("application/pkcs7-mime") || type.equals("application/x-pkcs7-mime");
    if (sealed || type.startsWith("multipart/") || type.startsWith("message/")) {
      throw new MalformedMimeException(
          "what was signed is "
              + type
              + ", neither an interchange nor a receipt; it was not delivered");
    }
  }

  private static String kind(Message message, boolean receipt, Exchange exchange) {
    switch (message.state()) {
      case DUPLICATE -> {
        return "duplicate";
      }
      case CONFLICT -> {
        exchange.setProperty(ExchangeKeys.EVENT, "failed");
        return "conflict";
      }
      default -> {
        return receipt ? "receipt" : "interchange";
      }
    }
  }

  private static Optional<String> news(Event change) {
    return change.to().equals(State.CONFLICT.name())
        ? Optional.of(
            "a message came with an id that was used before and with other content; it was not"
                + " delivered. Ask the help desk which of the two counts")
        : Optional.empty();
  }

  /**
   * The check in the algorithms of what came before under this id: the sender may ask for another
   * one when it sends the same again.
   */
  private String[] same(Content signed, Mic mic, String messageId)
      throws IOException, MalformedMimeException {
    Map<Digest, String> checks = new EnumMap<>(Digest.class);
    checks.put(mic.algorithm(), mic.toString());
    for (Message before : bench.ledger().byLocalPart(bench.name(), Direction.IN, messageId)) {
      if (before.messageId().equals(Optional.of(messageId)) && before.mic().isPresent()) {
        Digest algorithm = Mic.parse(before.mic().get()).algorithm();
        if (!checks.containsKey(algorithm)) {
          checks.put(algorithm, Mic.of(signed, algorithm).toString());
        }
      }
    }
    return checks.values().toArray(String[]::new);
  }

  /** The digest the sender asks for in a receipt, else the one it signed with. */
  private static Digest digest(Headers headers, Exchange exchange) {
    return ReceiptRequest.of(headers)
        .flatMap(request -> request.digests().stream().findFirst())
        .orElseGet(() -> exchange.getProperty(CryptoCms.DIGEST, Digest.class));
  }
}
