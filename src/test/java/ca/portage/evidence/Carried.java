package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.Trust;
import ca.portage.simulator.GatewayForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A home that has carried each sample there and a reply back, with every receipt; stopped. */
public final class Carried {
  /** An EDIFACT and a CADEX interchange. */
  static final List<String> NAMES = List.of("cusrep-arrival", "cadex");

  public final Home home;
  public final Path trust;

  private Carried(Path folder) {
    this.home = new Home(folder);
    this.trust = folder.resolve("config/keys/trust");
  }

  public static Carried in(Path folder) throws Exception {
    try (RunningHome running = new RunningHome(folder, GatewayForm.STRICT)) {
      lookInto(folder.resolve("config/keys/trust"));
      running.start();
      for (String name : NAMES) {
        running.drop(name);
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> {
                assertDone(running.messages(Direction.OUT, Kind.INTERCHANGE), NAMES.size());
                assertDone(running.messages(Direction.OUT, Kind.RECEIPT), NAMES.size());
                assertThat(running.messages(Direction.IN, Kind.RECEIPT))
                    .hasSize(NAMES.size())
                    .extracting(Message::state)
                    .containsOnly(State.CLOSED);
                assertThat(running.messages(Direction.IN, Kind.INTERCHANGE))
                    .hasSize(NAMES.size())
                    .extracting(Message::state)
                    .containsOnly(State.CLOSED);
              });
    }
    return new Carried(folder);
  }

  /** Puts a revocation list under the authority's name into the folder; it names nobody. */
  private static void lookInto(Path trust) throws Exception {
    String name = Trust.load(trust).anchors().get(0).getSubjectX500Principal().getName();
    TestAuthority namesake =
        TestAuthority.create(name.substring("CN=".length()).replace("\\", ""), Clock.systemUTC());
    Files.write(trust.resolve("authority.crl"), namesake.revocationList(Instant.EPOCH));
  }

  /** The same home once more, for somebody who does harm. */
  Carried copy(Path to) throws IOException {
    try (Stream<Path> all = Files.walk(home.root())) {
      for (Path file : all.toList()) {
        Files.copy(
            file,
            to.resolve(home.root().relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new Carried(to);
  }

  private static void assertDone(List<Message> messages, int size) {
    assertThat(messages).hasSize(size).extracting(Message::state).containsOnly(State.DONE);
  }

  /** A home that somebody else made. */
  static Carried at(Path folder) {
    return new Carried(folder);
  }

  Path spool() {
    return home.spool();
  }

  Outcome examine(List<String> ids, Told told) throws Exception {
    try (Ledger ledger = Ledger.read(home.ledger())) {
      Trust anchors = Trust.load(trust);
      return new HomeExamination(
              home, new EvidenceReader(ledger), channel -> Believable.of(anchors), work())
          .run(ids, told);
    }
  }

  /** How many receipts were received. */
  public int receipts() {
    return NAMES.size();
  }

  private Path work() throws IOException {
    return Files.createDirectories(home.root().resolve("work"));
  }

  Believable believable() throws Exception {
    return Believable.of(Trust.load(trust));
  }

  int export(Path folder, List<String> ids) throws Exception {
    return exported(folder, ids).messages();
  }

  Export.Exported exported(Path folder, List<String> ids) throws Exception {
    Files.createDirectories(folder);
    try (Ledger ledger = Ledger.read(home.ledger())) {
      return new Export(home, new EvidenceReader(ledger), folder, work(), Clock.systemUTC(), "test")
          .run(ids, new Told());
    }
  }

  static Outcome examine(Path export, Path trust, Path work) throws Exception {
    return new ExportExamination(export, Believable.of(Trust.load(trust)), work).run(new Told());
  }

  /** The facts of all messages that went this way and are of this kind. */
  public List<Facts> facts(Direction direction, Kind kind) {
    try (Ledger ledger = Ledger.read(home.ledger())) {
      EvidenceReader reader = new EvidenceReader(ledger);
      return reader.ids("", 1000).stream()
          .map(id -> reader.facts(id).orElseThrow())
          .filter(f -> f.message().direction() == direction && f.message().kind() == kind)
          .toList();
    }
  }

  /** Keeps what it is told. */
  static class Told implements Listener {
    final List<Proof> proofs = new ArrayList<>();

    @Override
    public void proof(Proof proof) {
      proofs.add(proof);
    }

    @Override
    public void step(String what) {
      assertThat(what).isNotBlank();
    }

    @Override
    public void progress(long done, long total) {
      assertThat(done).isBetween(0L, total);
    }

    List<String> findings() {
      return proofs.stream().flatMap(p -> p.findings().stream()).toList();
    }

    List<String> proved() {
      return proofs.stream().flatMap(p -> p.proved().stream()).toList();
    }
  }
}
