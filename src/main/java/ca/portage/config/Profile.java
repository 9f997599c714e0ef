package ca.portage.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An edition of the gateway's rules as data: headers, status codes, algorithms, schedule. What the
 * authority changes is an edit of a profile, never of code (CIG E-15).
 *
 * @param name the file's name without {@code .yaml}
 * @param description one line for people
 * @param http the HTTP version spoken
 * @param tls what a handshake may agree on
 * @param timeouts how long a request may take
 * @param headers the ordered header set of each kind of request
 * @param request the object a download request carries
 * @param status what the codes mean
 * @param message how a message is signed, encrypted and laid out
 * @param policy which algorithms and key sizes are tolerated
 * @param receipt how our own receipts look
 * @param environments which names the gateway has in which environment
 * @param schedule when things are tried again and when somebody is told
 */
public record Profile(
    String name,
    String description,
    Http http,
    Tls tls,
    Timeouts timeouts,
    Map<RequestKind, List<HeaderTemplate>> headers,
    RequestObject request,
    StatusTable status,
    MessageForm message,
    Policy policy,
    ReceiptForm receipt,
    Environments environments,
    Schedule schedule) {
  /** Copies the headers; refuses a profile that lacks the header set of a kind of request. */
  public Profile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(description);
    Objects.requireNonNull(http);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(request);
    Objects.requireNonNull(status);
    Objects.requireNonNull(message);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(receipt);
    Objects.requireNonNull(environments);
    Objects.requireNonNull(schedule);
    Map<RequestKind, List<HeaderTemplate>> copy = new EnumMap<>(RequestKind.class);
    for (RequestKind kind : RequestKind.values()) {
      copy.put(kind, List.copyOf(headers.get(kind)));
    }
    headers = Collections.unmodifiableMap(copy);
  }

  /** The header set of one kind of request, in the order it is sent. */
  public List<HeaderTemplate> headers(RequestKind kind) {
    return headers.get(kind);
  }
}
