package ca.portage.hostile;

import java.io.IOException;

/** What the hostile gateway does with one request. */
@FunctionalInterface
interface Script {
  /**
   * Writes whatever it likes.
   *
   * @return whether the connection stays open for another request
   * @throws IOException if the client is gone
   */
  boolean play(Taken request, Line line) throws IOException;
}
