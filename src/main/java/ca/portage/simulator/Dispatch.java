package ca.portage.simulator;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsSigner;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.Mic;
import ca.portage.simulator.WireForm.ReceiptFacts;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Signs, encrypts and queues what the gateway has for a client. */
final class Dispatch {
  private final CmsAlgorithms algorithms;
  private final GatewayKeys keys;
  private final Clock clock;
  private final WireForm form;
  private final Store store;
  private final Mailbox mailbox;

  Dispatch(
      SimulatorSettings settings, GatewayKeys keys, WireForm form, Store store, Mailbox mailbox) {
    this.algorithms = settings.algorithms();
    this.keys = keys;
    this.clock = settings.clock();
    this.form = form;
    this.store = store;
    this.mailbox = mailbox;
  }

  /** Queues an interchange as it is; line ends must be CRLF already (CIG G-07s). */
  Outgoing interchange(Client client, String mediaType, Content content) throws IOException {
    return interchange(client, mediaType, content, form.nextId());
  }

  /**
   * Queues an interchange under an id of the caller's choice, which takes the place of a former.
   */
  Outgoing interchange(Client client, String mediaType, Content content, String id)
      throws IOException {
    return queue(client, form.interchange(mediaType, content), Optional.empty(), true, id);
  }

  /** Queues a receipt; an unsigned one proves nothing and is only for tests. */
  Outgoing receipt(Client client, ReceiptFacts facts, boolean signed) throws IOException {
    Optional<String> about = facts.original().first("Message-ID");
    return queue(client, form.receipt(facts), about, signed, form.nextId());
  }

  /** Queues an interchange as others signed and encrypted it. */
  Outgoing sealed(Client client, Content wire, Mic mic) throws IOException {
    return add(client, form.nextId(), Optional.empty(), wire, mic);
  }

  /** Queues what was queued before, with another check expected. */
  Outgoing again(Client client, Outgoing before, Mic mic) throws IOException {
    // A copy: the file that holds them is written anew under the same id.
    Content wire = Content.of(before.wire().toBytes(Scratch.MEMORY_BYTES));
    return add(client, before.messageId(), before.about(), wire, mic);
  }

  /** Queues bytes as they are, sealed well, badly or not at all; only for tests. */
  Outgoing bytes(Client client, String id, Optional<String> about, Content wire)
      throws IOException {
    return add(client, id, about, wire, Mic.of(wire, algorithms.digest()));
  }

  private Outgoing queue(
      Client client, Content part, Optional<String> about, boolean signed, String id)
      throws IOException {
    try (Scratch scratch = store.scratch()) {
      Content entity = signed ? signed(part, about.isPresent()) : part;
      Content wire =
          CmsEncryptor.encrypt(entity, List.of(client.encryption()), algorithms, scratch);
      return add(client, id, about, wire, Mic.of(part, algorithms.digest()));
    } catch (CmsException e) {
      throw new IOException("the simulator could not seal a message: " + e.getMessage(), e);
    }
  }

  private Outgoing add(Client client, String id, Optional<String> about, Content wire, Mic mic)
      throws IOException {
    Outgoing item =
        new Outgoing(
            client.address(),
            id,
            about,
            store.queued(id, wire),
            mic,
            clock.instant(),
            true,
            0,
            Optional.empty());
    mailbox.add(item);
    return item;
  }

  private Content signed(Content part, boolean receipt) throws CmsException, IOException {
    byte[] signature = CmsSigner.detached(part, keys.signing(), algorithms);
    return form.signed(part, signature, receipt);
  }
}
