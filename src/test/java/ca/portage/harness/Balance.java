package ca.portage.harness;

import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import ca.portage.simulator.SimulatorHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether both sides agree when all is over: nothing lost, nothing twice, one id and one sequence
 * of bytes a file, every request in the ledger, every row ended, and whoever had to be told was
 * told. A harness that breaks things ends with this; its control must not pass it.
 *
 * <p>It judges contents by their hashes at the two ends, and asks the ledger only about itself, so
 * a ledger that is wrong cannot vouch for itself.
 */
public final class Balance {
  private static final int SHOWN = 20;

  private final Books books;
  private final List<Finding> findings;

  private Balance(Books books, List<Finding> findings) {
    this.books = books;
    this.findings = List.copyOf(findings);
  }

  /**
   * Compares both sides, all work being over.
   *
   * @param dropped SHA-256 of each content dropped to be sent
   * @param taken folders besides the inbox to which a consumer moved what arrived
   */
  public static Balance of(SimulatorHome home, Collection<String> dropped, Path... taken)
      throws Exception {
    return of(Books.read(home, dropped, taken), EnumSet.noneOf(State.class));
  }

  /** The same for books already read; messages may stay in the states of {@code resting}. */
  public static Balance of(Books books, Set<State> resting) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Contents.check(books));
    findings.addAll(OneForm.check(books));
    findings.addAll(Counted.check(books));
    findings.addAll(Ended.check(books, resting));
    findings.addAll(Told.check(books));
    return new Balance(books, findings);
  }

  /** Whether nothing is wrong. */
  public boolean even() {
    return findings.isEmpty();
  }

  /** Everything that is wrong. */
  public List<Finding> findings() {
    return findings;
  }

  /** How often one kind of thing is wrong. */
  public int count(Harm harm) {
    return (int) findings.stream().filter(f -> f.harm() == harm).count();
  }

  /** Fails with what is wrong, and with the numbers. */
  public void assertEven() {
    if (!even()) {
      throw new AssertionError(this + "\n" + shown());
    }
  }

  /** The first findings, a line each. */
  public String shown() {
    StringBuilder text = new StringBuilder();
    findings.stream().limit(SHOWN).forEach(f -> text.append("  ").append(f).append('\n'));
    return text + (findings.size() > SHOWN ? "  and " + (findings.size() - SHOWN) + " more\n" : "");
  }

  /** The books it was drawn from. */
  public Books books() {
    return books;
  }

  /** How many attempts were not the first of their message. */
  public int repeats() {
    return books.attempts().values().stream().mapToInt(attempts -> attempts.size() - 1).sum();
  }

  /** How many answers to a poll never arrived. */
  public int lostAnswers() {
    return (int) books.downloads().stream().filter(d -> d.state() == DownloadState.UNKNOWN).count();
  }

  /** One line for a report. */
  @Override
  public String toString() {
    return "%d out, %d in, %d lost, %d twice; %d requests, %d sent again, %d of unknown end, %d alerts; %d findings"
        .formatted(
            books.dropped().size(),
            books.offered().size(),
            count(Harm.LOST),
            count(Harm.TWICE),
            books.seen().size(),
            repeats(),
            books.events().size(),
            books.alerts().size(),
            findings.size());
  }
}
