package ca.portage.app.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ediint.MessageIds;
import ca.portage.gateway.GatewaySteps;
import ca.portage.gateway.InFlight;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Ulid;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stand-ins that are as many as the real steps, and a trial that finds what is misspelt. */
class UnderstudiesTest {
  private static final Path ROUTES = Path.of("routes").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void thereIsAStandInForEveryStepOfTheService() throws Exception {
    SimulatorPlan plan =
        SimulatorPlan.of(
            folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, Clock.systemUTC());
    SimulatorHome.open(plan).close();
    Home home = new Home(folder);
    Channel channel = new ConfigLoader(home).channel("cig");
    Set<String> real = new HashSet<>(Set.of("watch", "http", "keys"));
    try (Spool spool = Spool.open(home.spool());
        Room room = Room.open(home.spool(), 0);
        Ledger ledger = Ledger.open(home.ledger(), Clock.systemUTC())) {
      Workbench bench =
          new Workbench(
              channel,
              new ConfigLoader(home).profile(channel.profile()),
              ledger,
              spool,
              new MessageIds(Clock.systemUTC(), new SecureRandom(), "broker.example"),
              new Ulid(Clock.systemUTC(), new SecureRandom()),
              Clock.systemUTC(),
              new InFlight(),
              room);
      real.addAll(GatewaySteps.of(bench, System::nanoTime).keySet());
    }
    assertThat(Understudies.of("cig").keySet())
        .containsExactlyInAnyOrderElementsOf(real.stream().map(step -> "cig." + step).toList());
  }

  @Test
  void theShippedRoutesPassAndNothingOfThemStarts() throws Exception {
    assertThat(tryWith("", "")).isGreaterThan(10);
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsMisspeltIsNamed() {
    for (List<String> fault :
        List.of(
            List.of("ref: cig.claim\n", "ref: cig.clam\n", "cig.clam"),
            List.of("delay: 250", "dealy: 250", "dealy"),
            List.of("uri: file", "uri: flie", "flie"),
            List.of("{{cig.outbox}}", "{{cig.outbax}}", "cig.outbax"),
            List.of("- removeHeaders:", "- removHeaders:", "removHeaders"))) {
      assertThatThrownBy(() -> tryWith(fault.get(0), fault.get(1)))
          .as("%s", fault)
          .isInstanceOf(UnusableRoutesException.class)
          .hasMessageContaining(fault.get(2));
    }
  }

  private int tryWith(String from, String to) throws Exception {
    Map<Path, byte[]> texts = new TreeMap<>();
    for (String name : List.of("cig", "site")) {
      Path file = ROUTES.resolve(name + ".camel.yaml");
      String text = Files.readString(file);
      String edited = from.isEmpty() || !name.equals("cig") ? text : replaceFirst(text, from, to);
      texts.put(file, edited.getBytes(StandardCharsets.UTF_8));
    }
    Map<String, String> values =
        Map.of(
            "cig.outbox", folder.resolve("outbox").toString(),
            "cig.inbox", folder.resolve("inbox").toString(),
            "cig.submit", "https://gateway.example/Put0",
            "cig.collect", "https://gateway.example/Get0",
            "cig.poll", "60000");
    return DryRun.of(texts, Understudies.of("cig"), values);
  }

  private static String replaceFirst(String text, String from, String to) {
    int at = text.indexOf(from);
    assertThat(at).as(from).isNotNegative();
    return text.substring(0, at) + to + text.substring(at + from.length());
  }
}
