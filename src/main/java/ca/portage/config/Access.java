package ca.portage.config;

import java.util.Objects;
import java.util.Optional;

/**
 * How the gateway's two endpoints are reached from this site.
 *
 * @param submit where messages go
 * @param collect where answers are fetched
 * @param proxy what stands between, if anything
 */
public record Access(EndpointTls submit, EndpointTls collect, Optional<Proxy> proxy) {
  /** Straight, and as the profile has it. */
  public static final Access PLAIN =
      new Access(EndpointTls.PLAIN, EndpointTls.PLAIN, Optional.empty());

  /** Refuses null. */
  public Access {
    Objects.requireNonNull(submit);
    Objects.requireNonNull(collect);
    Objects.requireNonNull(proxy);
  }
}
