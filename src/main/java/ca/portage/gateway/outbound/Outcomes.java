package ca.portage.gateway.outbound;

import ca.portage.config.Schedule;
import ca.portage.config.Status;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.Answer;
import ca.portage.gateway.http.WireEntity;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Message;
import ca.portage.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads what came of an attempt by the profile's status table and schedule (CIG L-01 to L-12,
 * reliability §2.1).
 *
 * <p>What was certainly not sent is tried again for as long as it takes: a long outage must not
 * turn into a day of manual work. What may have arrived is sent again only a limited number of
 * times.
 */
final class Outcomes {
  private static final double JITTER = 0.1;

  private final Workbench bench;
  private final RandomGenerator random;

  Outcomes(Workbench bench, RandomGenerator random) {
    this.bench = bench;
    this.random = random;
  }

  /** The connection ended in an exception. */
  Conclusion cut(Message message, WireEntity entity, Exception cause) {
    String what = describe(cause);
    return entity.started()
        ? ambiguous(message, Optional.empty(), "the connection broke while sending: " + what)
        : again(message, Outcome.NOT_SENT, Optional.empty(), what, Duration.ZERO);
  }

  /** An error struck during the attempt: it may do so at each one, and an operator decides. */
  Conclusion held(WireEntity entity, Exception error) {
    String sent =
        entity.started()
            ? "; it may have arrived: if its receipt stays away, ask the help desk before you"
                + " release it"
            : "; nothing of it was sent, release it when the cause is gone";
    return new Conclusion(
        Outcome.HELD,
        entity.answer().map(Answer::status),
        "an attempt ended in " + error.getMessage() + sent,
        Optional.empty());
  }

  /** The gateway answered completely. */
  Conclusion answered(Message message, Answer answer) {
    Status status = bench.profile().status().submit(answer.status());
    Optional<Integer> code = Optional.of(answer.status());
    String what = answer.status() + ", " + status.meaning();
    Optional<String> disputed = answer.disputedEnd();
    if (disputed.isPresent()) {
      return ambiguous(
          message, code, what + " But nobody can say where it ends: " + disputed.get());
    }
    return switch (status.outcome()) {
      case ACCEPTED -> new Conclusion(Outcome.ACCEPTED, code, what, Optional.empty());
      case TRANSIENT ->
          again(
              message,
              Outcome.TRANSIENT,
              code,
              what,
              answer.retryAfter(bench.clock()).orElse(Duration.ZERO));
      case AMBIGUOUS -> ambiguous(message, code, what);
      case REJECTED, DOWNLOAD, EMPTY ->
          new Conclusion(Outcome.REJECTED, code, what + ". " + status.action(), Optional.empty());
    };
  }

  private Conclusion again(
      Message message, Outcome outcome, Optional<Integer> code, String what, Duration asked) {
    Schedule schedule = bench.profile().schedule();
    Duration capped =
        asked.compareTo(schedule.retryAfterCap()) > 0 ? schedule.retryAfterCap() : asked;
    Duration planned = backoff(message.attempts());
    Duration wait = capped.compareTo(planned) > 0 ? capped : planned;
    return new Conclusion(outcome, code, what, Optional.of(now().plus(wait)));
  }

  private Duration backoff(int attempts) {
    List<Duration> steps = bench.profile().schedule().backoff();
    Duration step = steps.get(Math.min(Math.max(attempts, 1), steps.size()) - 1);
    long jitterMillis = (long) (step.toMillis() * JITTER * random.nextDouble());
    return step.plusMillis(jitterMillis);
  }

  private Conclusion ambiguous(Message message, Optional<Integer> code, String what) {
    Schedule schedule = bench.profile().schedule();
    long ambiguousBefore =
        bench.ledger().attempts(message.id()).stream().filter(Attempt::uncertain).count();
    boolean old = message.created().plus(schedule.giveUp()).isBefore(now());
    if (ambiguousBefore + 1 >= schedule.maxAttempts() || old) {
      return new Conclusion(
          Outcome.HELD,
          code,
          what
              + "; it stays ambiguous after "
              + (ambiguousBefore + 1)
              + " attempts. Ask the help desk whether it arrived before you resend it",
          Optional.empty());
    }
    return new Conclusion(
        Outcome.AMBIGUOUS, code, what, Optional.of(now().plus(schedule.ambiguousWindow())));
  }

  private Instant now() {
    return bench.clock().instant();
  }

  private static String describe(Exception cause) {
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return cause.getClass().getSimpleName() + text;
  }
}
