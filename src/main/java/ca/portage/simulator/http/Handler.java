package ca.portage.simulator.http;

import java.io.IOException;

/** What stands behind the server; called from several threads at once. */
public interface Handler {

  /**
   * Answers a complete request.
   *
   * @throws IOException if the request could not be kept; the connection is dropped unanswered
   */
  Answer answer(Request request) throws IOException;

  /** Answers bytes that are no readable request head. */
  Answer malformed(String why);

  /** Learns of a request that ended before its body did; there is nobody left to answer. */
  void broken(RequestHead head, String why);
}
