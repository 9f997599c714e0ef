package ca.portage.harness.proxy;

import java.util.Optional;

/**
 * One request as the proxy heard it.
 *
 * @param head its head
 * @param body as much of its body as was read
 * @param fault what was done to it
 */
public record Heard(Head head, byte[] body, Optional<Fault> fault) {

  /** Whether the body was read to its end. */
  public boolean whole() {
    return body.length == head.length();
  }
}
