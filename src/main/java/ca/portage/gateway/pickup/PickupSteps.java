package ca.portage.gateway.pickup;

import ca.portage.gateway.Postponed;
import ca.portage.gateway.Workbench;
import java.util.Map;
import java.util.function.LongSupplier;

/** The steps from the drop folder to a stored message, by the names routes use. */
public final class PickupSteps {
  private PickupSteps() {}

  /** One set for one channel; {@code nanoTime} is monotonic. */
  public static Map<String, Object> of(
      Workbench bench, Postponed postponed, LongSupplier nanoTime) {
    DropFolder drop = new DropFolder(bench.channel().outbox(), bench.clock());
    Ingest ingest = new Ingest(bench, drop);
    Packing packing = new Packing();
    Readiness readiness = new Readiness(bench.channel().quiet(), nanoTime);
    Intake intake = new Intake(bench, drop, readiness, new Postponed(nanoTime));
    return Map.of(
        "intake", intake,
        "claim", new ClaimStep(bench, intake, drop, ingest, packing),
        "claimed", new ClaimedStep(bench, packing, postponed),
        "part", new PartStep(bench, packing),
        "pack", new PackStep(bench),
        "sweep", new SweepStep(bench, drop, ingest, packing));
  }
}
