package ca.portage.gateway;

import ca.portage.gateway.inbound.InboundSteps;
import ca.portage.gateway.outbound.OutboundSteps;
import ca.portage.gateway.pickup.PickupSteps;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.Processor;

/** Every step of a gateway channel; the application binds each as {@code <channel>.<step>}. */
public final class GatewaySteps {
  private GatewaySteps() {}

  /** One set for one channel; {@code nanoTime} is monotonic. */
  public static Map<String, Object> of(Workbench bench, LongSupplier nanoTime) {
    Postponed postponed = new Postponed(nanoTime);
    Map<String, Object> steps = new HashMap<>();
    steps.putAll(PickupSteps.of(bench, postponed, nanoTime));
    steps.putAll(OutboundSteps.of(bench, postponed));
    steps.putAll(InboundSteps.of(bench, nanoTime));
    steps.put("multipart", new SealStep(bench));
    steps.put("trouble", new TroubleStep(bench, postponed, nanoTime));
    steps.put("notice", new NoticeStep(bench));
    steps.replaceAll((name, step) -> step instanceof Processor p ? new Guarded(p) : step);
    return steps;
  }
}
