package ca.portage.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The faults still to be committed, each by one of the next requests, in the order planned. */
public final class Misbehaviour {

  /** The two services of the gateway. */
  public enum Service {
    /** Takes interchanges and receipts. */
    PUT,
    /** Hands out what is queued. */
    GET
  }

  private final Map<Service, Queue<Fault>> faults = new EnumMap<>(Service.class);
  private final Queue<ReceiptFault> receipts = new ArrayDeque<>();

  Misbehaviour() {
    for (Service service : Service.values()) {
      faults.put(service, new ArrayDeque<>());
    }
  }

  /** The next {@code times} requests to {@code service} meet that fault. */
  public synchronized void plan(Service service, int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      faults.get(service).add(fault);
    }
  }

  /** The next {@code times} requests to Put are answered with that status. */
  public void answerPuts(int times, int status) {
    plan(Service.PUT, times, new Fault.Answered(status, Optional.empty()));
  }

  /** The next {@code times} requests to Put are put off with 503 and {@code Retry-After}. */
  public void putOffPuts(int times, Duration retryAfter) {
    plan(Service.PUT, times, new Fault.Answered(503, Optional.of(retryAfter)));
  }

  /** The next {@code times} interchanges are acknowledged wrongly. */
  public synchronized void planReceipts(int times, ReceiptFault fault) {
    for (int i = 0; i < times; i++) {
      receipts.add(fault);
    }
  }

  /** Forgets every fault still planned. */
  public synchronized void reset() {
    faults.values().forEach(Queue::clear);
    receipts.clear();
  }

  synchronized Optional<Fault> next(Service service) {
    return Optional.ofNullable(faults.get(service).poll());
  }

  synchronized Optional<ReceiptFault> nextReceipt() {
    return Optional.ofNullable(receipts.poll());
  }
}
