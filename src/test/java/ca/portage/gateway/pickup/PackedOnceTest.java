package ca.portage.gateway.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.ediint.MessageIds;
import ca.portage.gateway.InFlight;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.Ulid;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import ca.portage.spool.Durable;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message listed as claimed a moment ago may be packed by now: it must not be packed again. */
class PackedOnceTest {
  private static final String ID = "01JQ0000000000000000000001";

  @TempDir Path folder;

  @Test
  void aMessageThatIsPackagedMeanwhileIsLeftAlone() throws Exception {
    Clock clock = Clock.systemUTC();
    SimulatorPlan plan =
        SimulatorPlan.of(folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, clock);
    try (SimulatorHome simulated = SimulatorHome.open(plan);
        Spool spool = Spool.open(new Home(folder).spool());
        Room room = Room.open(new Home(folder).spool(), 0);
        Ledger ledger = Ledger.open(new Home(folder).ledger(), clock);
        DefaultCamelContext context = new DefaultCamelContext()) {
      assertThat(simulated.root()).isEqualTo(folder);
      PartStep part = new PartStep(bench(ledger, spool, room, clock), new Packing());
      Durable.write(spool.out(ID).payload(), Content.of("UNB".getBytes(StandardCharsets.US_ASCII)));
      ledger.claim(
          new NewClaim(ID, "cig", "a.edi", "a".repeat(64), 3, Optional.empty(), Duration.ZERO));
      assertThat(stopped(part, context)).as("a claimed message goes on").isFalse();
      ledger.packaged(ID, "<m1@broker.example>", "bWlj, sha1", "b".repeat(64), 9, clock.instant());
      assertThat(stopped(part, context)).as("a packaged one does not").isTrue();
    }
  }

  private static boolean stopped(PartStep part, DefaultCamelContext context) throws Exception {
    Exchange exchange = new DefaultExchange(context);
    exchange.getIn().setBody(ID);
    exchange.setProperty(ca.portage.gateway.ExchangeKeys.MESSAGE, ID);
    part.process(exchange);
    return exchange.isRouteStop();
  }

  private Workbench bench(Ledger ledger, Spool spool, Room room, Clock clock) throws Exception {
    ConfigLoader loader = new ConfigLoader(new Home(folder));
    Channel channel = loader.channel("cig");
    SecureRandom random = new SecureRandom();
    return new Workbench(
        channel,
        loader.profile(channel.profile()),
        ledger,
        spool,
        new MessageIds(clock, random, "broker.example"),
        new Ulid(clock, random),
        clock,
        new InFlight(),
        room);
  }
}
