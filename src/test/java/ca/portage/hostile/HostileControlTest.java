package ca.portage.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.app.RunningHome;
import ca.portage.hostile.HostileCase.Poll;
import ca.portage.hostile.NaiveClient.Written;
import ca.portage.ledger.Ledger;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control of {@link HostileIT}: the same answers do harm where no guard is. So the evil words
 * are really in them, and can be read by whoever does not ask who signed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileControlTest {
  private static final String MARKER = "portage-evil-control";

  /** Faults that hide nothing: their content is there for anybody with the key, or without. */
  private static final Set<String> READABLE =
      Set.of("E2", "E3", "E5", "E6", "E7", "E8", "E9", "E10", "E16", "E17");

  private Parties parties;
  private NaiveClient naive;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    try (SimulatorHome home = SimulatorHome.open(RunningHome.plan(folder, GatewayForm.STRICT))) {
      parties = Parties.of(home.root(), "ldap://localhost:1");
    }
    naive = new NaiveClient(parties.brokerDecryption());
  }

  @Test
  void aClientThatAsksForNoSignatureWritesEveryUnverifiedMessage() {
    Scene scene = new Scene(parties, new Canaries());
    SignatureCases.write(scene);
    WrappingCases.write(scene);
    EnvelopeCases.write(scene);
    SizeCases.write(scene);
    List<HostileCase> readable =
        scene.cases().stream()
            .filter(
                c ->
                    READABLE.contains(c.fault())
                        && !c.canaries().stream().allMatch(Canaries::isGood))
            .toList();
    assertThat(readable).hasSizeGreaterThan(20);
    assertThat(readable).allSatisfy(c -> assertThat(evil(c)).as("%s", c).isNotEmpty());
  }

  @Test
  void aClientThatTakesTheNamesItIsGivenWritesOutsideItsInbox() {
    Scene scene = new Scene(parties, new Canaries());
    HeaderCases.write(scene, MARKER, "https://localhost:1/stray", "ldap://localhost:1");
    List<Written> named =
        scene.cases().stream().filter(c -> c.fault().equals("G1")).flatMap(this::written).toList();
    assertThat(named).filteredOn(Written::escapes).hasSizeGreaterThanOrEqualTo(3);
    assertThat(named).extracting(Written::name).anyMatch(n -> n.contains(MARKER));
  }

  /** The search of {@link HostileIT} finds what there is to find, wherever its windows meet. */
  @Test
  void aWordAcrossTwoWindowsIsFound(@TempDir Path home) throws Exception {
    Files.createDirectories(home.resolve("spool/in"));
    Ledger.open(home.resolve("spool/ledger.db"), Clock.systemUTC()).close();
    String word = new Canaries().evil();
    for (int before = (1 << 16) - word.length(); before <= 1 << 16; before++) {
      Path file = home.resolve("spool/in/planted-" + before);
      Files.write(file, Bytes.join(" ".repeat(before), word, " ".repeat(99)));
      assertThat(Footprints.evil(home)).containsExactly("spool/in/planted-" + before + ": " + word);
      Files.delete(file);
    }
  }

  private List<String> evil(HostileCase hostile) {
    return written(hostile)
        .flatMap(w -> Canaries.EVIL.matcher(w.text()).results().map(r -> r.group()))
        .distinct()
        .toList();
  }

  private Stream<Written> written(HostileCase hostile) {
    return hostile.polls().stream()
        .map(Poll::script)
        .filter(Reply.class::isInstance)
        .map(Reply.class::cast)
        .flatMap(r -> naive.files(r).stream());
  }
}
