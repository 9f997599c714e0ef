package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.hostile.Signatories;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.ReceiptFault;
import ca.portage.simulator.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The running product before a gateway whose receipts the test writes itself. */
final class VerdictStage implements AutoCloseable {
  private static final Set<State> UNDER_WAY =
      EnumSet.of(State.STORED, State.VERIFIED, State.DELIVERING);

  private final RunningHome home;
  private final Signatories who;
  private final String word;
  private final Queue<String> ready = new ArrayDeque<>();
  private int number;

  VerdictStage(Path folder, String digest) throws Exception {
    word = digest;
    Path profiles = Files.createDirectories(folder.resolve("config/profiles"));
    String profile = Files.readString(Path.of("config/profiles/cig-2026.yaml"));
    assertThat(profile).contains("  digest: sha1 ", "backoff: [1m, 5m, 10m, 20m, 40m]");
    Files.writeString(
        profiles.resolve("cig-2026.yaml"),
        profile
            .replace("  digest: sha1 ", "  digest: " + digest + " ")
            .replace("backoff: [1m, 5m, 10m, 20m, 40m]", "backoff: [1s]"));
    home = new RunningHome(folder, GatewayForm.STRICT);
    who = Signatories.install(folder);
    home.start();
  }

  RunningHome home() {
    return home;
  }

  private AdminView view() {
    return new AdminView(home);
  }

  /** Drops a file of which the gateway sends no receipt of its own. */
  String drop() throws IOException {
    home.gateway().misbehaviour().planReceipts(1, ReceiptFault.WITHHELD);
    number++;
    String name = file(number);
    home.drop(name, Given.interchange(number));
    return name;
  }

  private static String file(int number) {
    return "verdict-%04d.edi".formatted(number);
  }

  /** Has a number of files sent, for whoever asks for one by {@link #accepted}. */
  void prepare(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      ready.add(drop());
    }
    ready.forEach(file -> await(file, State.ACCEPTED));
  }

  /** A file whose message the gateway took. */
  String accepted() {
    return ready.remove();
  }

  Message message(String file) {
    return find(file).orElseThrow(() -> new AssertionError("no message of " + file));
  }

  Optional<Message> find(String file) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).stream()
        .filter(m -> m.file().equals(Optional.of(file)))
        .findFirst();
  }

  Message await(String file, State state) {
    soon().until(() -> find(file).filter(m -> m.state() == state).isPresent());
    return message(file);
  }

  /** What is known of a message when its receipt is made. */
  Given given(Message message, Message other) throws Exception {
    String file = message.file().orElseThrow();
    byte[] content = Given.interchange(Integer.parseInt(file.replaceAll("\\D", "")));
    byte[] part =
        Given.bytes(
            "Content-Type: application/edi-edifact\r\nContent-Length: "
                + content.length
                + "\r\n\r\n"
                + new String(content, StandardCharsets.ISO_8859_1));
    String jca = word.replace("sha", "SHA-");
    assertThat(Given.micOf(message))
        .as("the check that the product computed")
        .isEqualTo(Base64.getEncoder().encodeToString(MessageDigest.getInstance(jca).digest(part)));
    soon().until(() -> !home.ledger().downloads("cig", 1).isEmpty());
    String poll = home.ledger().downloads("cig", 1).get(0).requestMessageId();
    return new Given(message, other, poll, word, part, who);
  }

  Given given(Message message) throws Exception {
    return given(message, message);
  }

  /** Queues an encrypted part; gives the id it goes under. */
  String offer(Message about, byte[] part) throws IOException {
    number++;
    String id = "<verdict.%06d@gateway.example>".formatted(number);
    offer(id, Optional.of(about.messageId().orElseThrow()), part);
    return id;
  }

  void offer(String id, Optional<String> about, byte[] part) throws IOException {
    home.gateway().offerBytes(id, home.home().sender(), about, Content.of(part));
  }

  Optional<Message> part(String id) {
    return home.ledger().byMessageId("cig", Direction.IN, id);
  }

  Message judged(String id) {
    soon().until(() -> part(id).filter(m -> !UNDER_WAY.contains(m.state())).isPresent());
    return part(id).orElseThrow();
  }

  VerdictResult result(VerdictKind kind, String file, Message receipt) {
    return result(kind, file, receipt, view().listing());
  }

  private VerdictResult result(
      VerdictKind kind, String file, Message receipt, Map<String, String> lines) {
    Message message = message(file);
    String reason = receipt.reason().orElse("");
    boolean told = view().told(message.id()) || view().told(receipt.id());
    boolean remembered = view().remembered(message.id(), reason);
    return new VerdictResult(
        kind,
        message.state(),
        receipt.state().name(),
        message.state().terminal() ? message.reason().orElse("") + " / " + reason : reason,
        told,
        remembered,
        (lines.get(message.id()) + lines.get(receipt.id())).contains(kind.words()),
        false,
        message.state());
  }

  /** What an answer without a receipt came to; {@code subject} is what an alert would be about. */
  VerdictResult result(VerdictKind kind, String file, String noted, String reason, String subject) {
    Message message = message(file);
    return new VerdictResult(
        kind,
        message.state(),
        noted,
        reason,
        view().told(subject),
        view().remembered(message.id(), reason),
        (view().listing().get(message.id()) + view().status()).contains(kind.words()),
        false,
        message.state());
  }

  /** Plays many kinds at once, a message for each. */
  List<VerdictResult> play(List<VerdictKind> kinds) throws Exception {
    List<String> files = new ArrayList<>();
    for (VerdictKind kind : kinds) {
      assertThat(kind.digest()).isEqualTo(word);
      files.add(drop());
    }
    for (String file : files) {
      await(file, State.ACCEPTED);
    }
    List<String> parts = new ArrayList<>();
    List<Boolean> believed = new ArrayList<>();
    Credulous credulous = Credulous.of(home.home().root());
    for (int i = 0; i < kinds.size(); i++) {
      Message message = message(files.get(i));
      Given given = given(message, message(files.get((i + 1) % files.size())));
      String last = "";
      boolean fooled = false;
      for (byte[] part : kinds.get(i).making().parts(given)) {
        last = offer(message, part);
        fooled |= credulous.believes(part);
      }
      parts.add(last);
      believed.add(fooled);
    }
    List<Message> receipts = parts.stream().map(this::judged).toList();
    Map<String, String> lines = view().listing();
    List<VerdictResult> results = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      VerdictResult result = result(kinds.get(i), files.get(i), receipts.get(i), lines);
      results.add(result.believed(believed.get(i)));
    }
    assertThat(home.delivered()).as("files in the inbox").isEmpty();
    assertThat(home.messages(Direction.OUT, Kind.RECEIPT)).as("receipts for receipts").isEmpty();
    return withHonestReceipts(results, files);
  }

  /** The same results, once an honest receipt came for each message. */
  List<VerdictResult> withHonestReceipts(List<VerdictResult> results, List<String> files)
      throws Exception {
    List<String> honest = new ArrayList<>();
    for (String file : files) {
      honest.add(offer(message(file), given(message(file)).honest().get(0)));
    }
    honest.forEach(this::judged);
    List<VerdictResult> after = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      after.add(results.get(i).after(message(files.get(i)).state()));
    }
    return after;
  }

  static ConditionFactory soon() {
    return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofMinutes(2));
  }

  @Override
  public void close() throws SimulatorException {
    home.close();
  }
}
