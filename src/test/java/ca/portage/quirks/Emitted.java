package ca.portage.quirks;

import static org.awaitility.Awaitility.await;

import ca.portage.app.Clear;
import ca.portage.app.RunningHome;
import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.DecryptionKey;
import ca.portage.config.PasswordSource;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.KeyRing;
import ca.portage.simulator.Fault;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Misbehaviour.Service;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the running product sent under one profile: a message, a download request, a receipt for a
 * reply and one for something nobody can read. The gateway's first answer is the one of row Q-33.
 *
 * @param message the request with the interchange
 * @param acknowledgement the request with the first receipt
 * @param collect the first download request
 * @param opened every entity that was encrypted in what the product posted to Put
 * @param wire the encrypted bytes of the same
 * @param fromGateway every entity that the gateway signed, opened
 * @param reply the gateway's interchange that the receipt is for
 * @param row the ledger's row of the message
 * @param downloads what became of the polls
 */
record Emitted(
    Seen message,
    Seen acknowledgement,
    Seen collect,
    List<String> opened,
    List<byte[]> wire,
    List<String> fromGateway,
    Outgoing reply,
    Message row,
    List<Download> downloads) {
  private static final Map<GatewayForm, Emitted> KNOWN = new EnumMap<>(GatewayForm.class);

  /** Under the profile cig-2026. */
  static Emitted by2026() {
    return of(GatewayForm.STRICT);
  }

  /** Under the profile cig-2008, to a gateway that writes as its figures do. */
  static Emitted by2008() {
    return of(GatewayForm.FIGURES_2008);
  }

  static List<Emitted> both() {
    return List.of(by2026(), by2008());
  }

  private static synchronized Emitted of(GatewayForm form) {
    return KNOWN.computeIfAbsent(form, Emitted::capture);
  }

  private static Emitted capture(GatewayForm form) {
    try {
      Path folder = Files.createTempDirectory("emitted");
      try (RunningHome home = new RunningHome(folder, form)) {
        home.gateway()
            .misbehaviour()
            .plan(Service.GET, 1, new Fault.Spoken(Quirk.file("Q-33", "answer.txt")));
        home.start();
        return run(home);
      } finally {
        delete(folder);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the product did not send what it should", e);
    }
  }

  private static Emitted run(RunningHome home) throws Exception {
    home.drop("cusrep-arrival");
    receiptsAre(home, 1);
    home.gateway()
        .offerBytes(
            "<unreadable@gateway.example>",
            home.home().sender(),
            Optional.empty(),
            Quirk.content("no object at all"));
    receiptsAre(home, 2);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> message(home).map(Message::state).equals(Optional.of(State.DONE)));
    List<byte[]> wire = new ArrayList<>();
    List<String> opened = new ArrayList<>();
    for (Path file : submissions(home)) {
      wire.add(Files.readAllBytes(file));
      opened.add(open(Content.of(file), gatewayKeys(home), home));
    }
    List<String> fromGateway = new ArrayList<>();
    Outgoing reply = null;
    for (Outgoing item : home.gateway().outgoing(home.home().sender())) {
      if (!item.messageId().startsWith("<unreadable")) {
        fromGateway.add(open(item.wire(), Clear.of(home.home().root()).keys(), home));
        reply = item.receipt() ? reply : item;
      }
    }
    return new Emitted(
        seen(home, "Put0", true),
        seen(home, "Put0", false),
        seen(home, "Get0", false),
        opened,
        wire,
        fromGateway,
        reply,
        message(home).orElseThrow(),
        home.ledger().downloads("cig", 100));
  }

  private static void receiptsAre(RunningHome home, int number) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                home.messages(Direction.OUT, Kind.RECEIPT).stream()
                        .filter(m -> m.state() == State.DONE)
                        .count()
                    == number);
  }

  private static Optional<Message> message(RunningHome home) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).stream().findFirst();
  }

  private static Seen seen(RunningHome home, String service, boolean asking) {
    return home.gateway().seen().stream()
        .filter(s -> s.path().endsWith(service))
        .filter(s -> asking == header(s, "Disposition-Notification-To").isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** The value of a header of a request. */
  static Optional<String> header(Seen seen, String name) {
    return seen.lines().stream()
        .filter(l -> l.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
        .map(l -> l.substring(name.length() + 2))
        .findFirst();
  }

  private static List<Path> submissions(RunningHome home) throws Exception {
    try (Stream<Path> files =
        Files.list(home.home().root().resolve("simulator/state/submissions"))) {
      return files.sorted().toList();
    }
  }

  private static List<DecryptionKey> gatewayKeys(RunningHome home) throws Exception {
    Path folder = home.home().root().resolve("simulator");
    KeyRing ring =
        KeyRing.open(
            folder.resolve("gateway.p12"),
            "signing",
            List.of("encryption"),
            new PasswordSource.FromFile(folder.resolve("gateway.pass")).read(Map.of()));
    return ring.decryption().stream()
        .map(e -> new DecryptionKey(e.key(), e.certificate()))
        .toList();
  }

  private static String open(Content wire, List<DecryptionKey> keys, RunningHome home)
      throws Exception {
    try (Scratch scratch = new Scratch(home.home().root())) {
      return Quirk.text(CmsDecryptor.decrypt(wire, keys, scratch));
    }
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The message's entity. */
  String interchange() {
    return opened.stream().filter(t -> !t.contains("ultipart/report")).findFirst().orElseThrow();
  }

  /** The entity of the receipt that says that the reply was processed. */
  String receipt() {
    return receipt("; processed\r\n");
  }

  /** The entity of the receipt for what nobody could read. */
  String errorReceipt() {
    return receipt("Error");
  }

  private String receipt(String words) {
    return opened.stream()
        .filter(t -> t.contains("ultipart/report") && t.contains(words))
        .findFirst()
        .orElseThrow();
  }

  List<Seen> requests() {
    return List.of(message, acknowledgement, collect);
  }

  /** The boundary that an entity declares. */
  static String boundary(String entity) {
    return entity.replaceFirst("(?s).*?boundary=\"?([^\"\r\n;]+).*", "$1");
  }
}
