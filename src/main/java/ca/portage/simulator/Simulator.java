package ca.portage.simulator;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.SigningKey;
import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import ca.portage.simulator.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Customs Internet Gateway on one address of this machine.
 *
 * <p>Put takes signed and encrypted interchanges and queues a receipt and, for the sample families,
 * a reply; Get hands out the queue. Everything seen and queued can be inspected, and faults can be
 * planned. One started again in the same folder knows its queue and what it accepted. Safe for use
 * by several threads.
 */
public final class Simulator implements AutoCloseable {
  private final Clients clients;
  private final Store store;
  private final StateLog log;
  private final Mailbox mailbox;
  private final Journal journal;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final HttpServer server;
  private final URI submit;
  private final URI collect;
  private final Dispatch dispatch;
  private final GatewayKeys keys;
  private final Gateway gateway;

  private Simulator(SimulatorSettings settings) throws IOException, GeneralSecurityException {
    Clock clock = settings.clock();
    server = HttpServer.bind(settings.bind(), settings.tls());
    clients = new Clients(settings.clients());
    keys = new GatewayKeys(settings);
    store = new Store(settings.folder());
    log = store.log();
    mailbox = new Mailbox(log);
    journal = new Journal(log);
    String base = "https://" + host(settings.bind().getAddress()) + ":" + server.port();
    submit = URI.create(base + PutService.PATH);
    collect = URI.create(base + GetService.PATH);
    WireForm form = form(settings);
    dispatch = new Dispatch(settings, keys, form, store, mailbox);
    RequestRules rules = new RequestRules(settings.form(), settings.algorithms().digest());
    Opener opener = new Opener(settings, keys);
    PutService put =
        new PutService(
            new PutService.Parts(
                rules,
                clients,
                opener,
                store,
                journal,
                mailbox,
                new Acknowledger(dispatch, misbehaviour),
                new Replies(clock, new Reference(clock, new SecureRandom())),
                dispatch,
                clock));
    GetService get = new GetService(rules, clients, opener, store, mailbox);
    AnswerWriter answers = new AnswerWriter(form, settings.form(), clock);
    gateway = new Gateway(put, get, answers, misbehaviour, mailbox, journal, clock);
  }

  /**
   * Starts a gateway.
   *
   * @throws IOException if the address is taken or the folder cannot be used
   * @throws GeneralSecurityException if the TLS key, protocols or suites cannot be used
   */
  public static Simulator start(SimulatorSettings settings)
      throws IOException, GeneralSecurityException {
    Simulator simulator = new Simulator(settings);
    try {
      Recovery.replay(
          simulator.log.events(), simulator.mailbox, simulator.journal, simulator.store);
      simulator.log.open();
    } catch (IOException e) {
      simulator.close();
      throw e;
    }
    simulator.server.serve(simulator.gateway, simulator.store.scratchFolder());
    return simulator;
  }

  private WireForm form(SimulatorSettings settings) {
    Digest digest = settings.algorithms().digest();
    return settings.form() == GatewayForm.STRICT
        ? new StrictForm(digest, submit, settings.clock())
        : new Figures2008(digest, submit, settings.clock());
  }

  private static String host(InetAddress address) {
    return address.isLoopbackAddress() || address.isAnyLocalAddress()
        ? "localhost"
        : address.getHostAddress();
  }

  /** Where interchanges and receipts are posted. */
  public URI submit() {
    return submit;
  }

  /** Where download requests are posted. */
  public URI collect() {
    return collect;
  }

  /** Adds a participant, or gives a known one new certificates. */
  public void know(Client client) {
    clients.know(client);
  }

  /** Opens what is encrypted for this key too, before clients learn of its certificate. */
  public void open(DecryptionKey next) {
    keys.open(next);
  }

  /** Signs with another key from now on, after clients learned of its certificate. */
  public void sign(SigningKey next) {
    keys.sign(next);
  }

  /**
   * Queues an interchange for a participant.
   *
   * @param mediaType of its part, {@code application/edi-edifact} or {@code
   *     application/edi-consent}
   * @return what was queued
   * @throws IllegalArgumentException if no participant has that address
   * @throws IOException if it cannot be signed, encrypted or written
   */
  public Outgoing offer(String address, Content content, String mediaType) throws IOException {
    return dispatch.interchange(named(address), mediaType, content);
  }

  /** Queues an interchange under an id that was used before, as a gateway in error would. */
  public Outgoing offerAs(String messageId, String address, Content content, String mediaType)
      throws IOException {
    return dispatch.interchange(named(address), mediaType, content, messageId);
  }

  /**
   * Queues an interchange that somebody else signed and encrypted, in whatever form.
   *
   * @param wire the encrypted bytes
   * @param mic what the client's receipt must name
   */
  public Outgoing offerSealed(String address, Content wire, Mic mic) throws IOException {
    return dispatch.sealed(named(address), wire, mic);
  }

  /** Queues the same bytes once more under their id, and asks for the check by another digest. */
  public Outgoing offerAgain(Outgoing before, Mic mic) throws IOException {
    return dispatch.again(named(before.client()), before, mic);
  }

  /**
   * Queues bytes as they are: what a gateway in error, or somebody in its place, could hand out.
   *
   * @param about the id a receipt is said to acknowledge; nothing for an interchange, which then
   *     asks for a receipt
   */
  public Outgoing offerBytes(String messageId, String address, Optional<String> about, Content wire)
      throws IOException {
    return dispatch.bytes(named(address), messageId, about, wire);
  }

  private Client named(String address) {
    return clients
        .named(address)
        .orElseThrow(() -> new IllegalArgumentException("no participant is " + address));
  }

  /** Puts everything back into a participant's queue that was fetched, as an operator can. */
  public void requeue(String address) {
    mailbox.again(mailbox.of(address));
  }

  /** Puts single items back into their queue, as an operator does who is told which are missing. */
  public void requeue(Collection<String> messageIds) {
    mailbox.again(messageIds.stream().flatMap(id -> mailbox.find(id).stream()).toList());
  }

  /** Whether a download leaves the queue before its answer is written instead of after. */
  public void emptyQueueBeforeAnswer(boolean before) {
    gateway.emptyBeforeAnswer(before);
  }

  /** Tells {@code watcher} of every request once its answer is decided, on the request's thread. */
  public void watch(Consumer<Seen> watcher) {
    gateway.watcher(watcher);
  }

  /** The faults to come. */
  public Misbehaviour misbehaviour() {
    return misbehaviour;
  }

  /** The requests so far, oldest first; of very many only the last 20 000. */
  public List<Seen> seen() {
    return journal.seen();
  }

  /** The interchanges accepted so far, oldest first. */
  public List<ReceivedInterchange> interchanges() {
    return journal.interchanges();
  }

  /** The receipts that clients returned so far, oldest first. */
  public List<ReceivedReceipt> receipts() {
    return journal.receipts();
  }

  /** Everything ever queued for a participant, oldest first, fetched or not. */
  public List<Outgoing> outgoing(String address) {
    return mailbox.of(address);
  }

  /** How many connections ended in the TLS handshake. */
  public int refusedHandshakes() {
    return server.refusedHandshakes();
  }

  /** Stops listening, lets answers in progress end, and closes every connection. */
  @Override
  public void close() throws IOException {
    server.close();
    log.close();
  }
}
