package ca.portage.simulator;

import ca.portage.simulator.http.Request;
import java.io.IOException;

/** One of the two addresses of the gateway. */
@FunctionalInterface
interface Service {

  /**
   * Decides about a request.
   *
   * @throws IOException if files fail; the request goes unanswered
   */
  Outcome serve(Request request) throws IOException;
}
