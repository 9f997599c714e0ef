package ca.portage.gateway;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step whose errors are exceptions. Camel's scheduled consumers end for ever when an {@link
 * Error} passes through them; a parser that overflows the stack on one message must not stop a
 * route.
 */
public final class Guarded implements Processor {
  private final Processor step;

  /** Guards one step. */
  public Guarded(Processor step) {
    this.step = step;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    try {
      step.process(exchange);
    } catch (Error e) {
      throw new StepFailedException(e);
    }
  }
}
