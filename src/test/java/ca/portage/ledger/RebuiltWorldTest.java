package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * A sample of the worlds of {@link ModelTest} that is committed step by step, with a ledger that is
 * closed and opened at each crash: made again from the journal it is the same row for row, and made
 * again from sidecars alone it sends nothing by itself and knows every id (I8).
 */
class RebuiltWorldTest {
  private static final String CHANNEL = "c";
  private static final Clock CLOCK = Clock.systemUTC();

  private Path spool;
  private Path database;
  private Ledger ledger;

  @BeforeTry
  void open() throws IOException {
    spool = Files.createTempDirectory("portage-world");
    database = spool.resolve("ledger.db");
    ledger = Ledger.open(database, CLOCK);
  }

  @AfterTry
  void close() throws IOException {
    ledger.close();
    Folders.delete(spool);
  }

  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aLedgerMadeAgainIsTheOneThatWasLost(@ForAll("happenings") List<Integer> happenings)
      throws IOException, SQLException {
    World world = ledger.commit(tx -> new World(tx, CHANNEL, World.Flaw.NONE));
    play(world, happenings);
    ledger.close();
    List<String> before = LedgerDump.of(database);
    Files.delete(database);
    rebuild();
    assertThat(LedgerDump.of(database)).isEqualTo(before);
    ledger = Ledger.open(database, CLOCK);
    compare(world);
    fromSidecarsAlone();
  }

  /** In commits of one to six happenings. */
  private void play(World world, List<Integer> happenings) {
    int at = 0;
    while (at < happenings.size()) {
      int end = Math.min(happenings.size(), at + 1 + happenings.get(at) % 6);
      List<Integer> group = happenings.subList(at, end);
      if (ledger.commit(tx -> world.play(tx, group))) {
        ledger.close();
        ledger = Ledger.open(database, CLOCK);
      }
      at = end;
    }
    compare(world);
  }

  private void compare(World world) {
    ledger.commit(
        tx -> {
          world.check(tx);
          return tx.now();
        });
  }

  private void rebuild() throws IOException {
    try (Rebuild rebuild = new Rebuild(database, CLOCK, false)) {
      assertThat(rebuild.make(text -> {}).damages()).isEmpty();
      rebuild.apply();
    }
  }

  private void fromSidecarsAlone() throws IOException {
    List<Message> known =
        ledger.messages(Filter.newest(1_000)).stream()
            .filter(m -> m.direction() == Direction.OUT)
            .toList();
    Durable.folder(spool.resolve("out"));
    for (Message message : known) {
      Path folder = spool.resolve("out").resolve(message.id());
      Durable.folder(folder);
      Durable.write(folder.resolve("meta.json"), Meta.of(message, ledger.wire(message.id())));
    }
    ledger.close();
    Files.delete(database);
    Folders.delete(spool.resolve("journal"));
    rebuild();
    ledger = Ledger.open(database, CLOCK);
    for (Message was : known) {
      Message now = ledger.message(was.id()).orElseThrow();
      assertThat(now.messageId()).isEqualTo(was.messageId());
      assertThat(now.mic()).isEqualTo(was.mic());
      assertThat(List.of(was.state(), State.HELD)).contains(now.state());
      assertThat(was.state().terminal() && now.state() != was.state()).isFalse();
    }
    assertThat(ledger.due(CHANNEL, 100)).as("nothing goes out by itself").isEmpty();
  }

  @Provide
  Arbitrary<List<Integer>> happenings() {
    return World.happenings();
  }
}
