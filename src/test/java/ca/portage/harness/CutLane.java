package ca.portage.harness;

import ca.portage.app.Service;
import ca.portage.config.Home;
import ca.portage.harness.proxy.CuttingProxy;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A lane whose service runs in this process and submits through a cutting proxy; what it collects
 * comes straight from the gateway. An ambiguous message is due again at once, so that nothing but
 * the receipt queue keeps it from being sent.
 */
public final class CutLane implements AutoCloseable {
  private static final Duration DRIP = Duration.ofSeconds(3);

  private final Lane lane;
  private final CuttingProxy proxy;
  private Service service;

  private CutLane(Lane lane, CuttingProxy proxy) {
    this.lane = lane;
    this.proxy = proxy;
  }

  /** Makes the lane; the service is not started. */
  public static CutLane open(Path folder) throws Exception {
    Lane lane = Lane.open(folder, GatewayForm.STRICT, 16);
    lane.schedule("ambiguousWindow: 1s", "ambiguousWindow: 1ms");
    lane.schedule("backoff: [1s, 2s]", "backoff: [200ms, 200ms, 200ms, 200ms, 200ms, 200ms]");
    lane.schedule("connect: 10s", "connect: 2s");
    lane.schedule("response: 120s", "response: 1s");
    lane.schedule("total: 15m", "total: 2s");
    CuttingProxy proxy = CuttingProxy.before(folder, lane.gateway().submit(), DRIP);
    CutLane cut = new CutLane(lane, proxy);
    cut.channel("submit: https://localhost:\\d+", "submit: https://localhost:" + proxy.port());
    return cut;
  }

  /** Changes a line of the channel file; fails if it is not there. */
  public void channel(String pattern, String here) throws IOException {
    edit(lane.root().resolve("config/channels/cig.yaml"), pattern, here);
  }

  /** Changes a line of the route file; fails if it is not there. */
  public void routes(String pattern, String here) throws IOException {
    edit(lane.root().resolve("routes/cig.camel.yaml"), pattern, here);
  }

  private static void edit(Path file, String pattern, String here) throws IOException {
    String text = Files.readString(file);
    String changed = text.replaceFirst(pattern, here);
    if (changed.equals(text)) {
      throw new IOException(file + " has no line " + pattern);
    }
    Files.writeString(file, changed);
  }

  public CutLane start() throws Exception {
    service =
        Service.start(
            new Home(lane.root()),
            (channel, keystore, attempt) -> {
              throw new AssertionError("nobody is there to be asked");
            });
    return this;
  }

  public Lane lane() {
    return lane;
  }

  public CuttingProxy proxy() {
    return proxy;
  }

  public Ledger ledger() {
    return service.ledger();
  }

  /** The interchanges that went out or are to. */
  public List<Message> sent() {
    return ledger()
        .messages(
            new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Direction.OUT),
                Optional.of(Kind.INTERCHANGE),
                1_000_000));
  }

  @Override
  public void close() throws IOException, SimulatorException {
    if (service != null) {
      service.close();
    }
    proxy.close();
    lane.close();
  }
}
