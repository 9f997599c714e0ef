package ca.portage.app;

import ca.portage.ledger.State;
import java.util.List;

/**
 * One kind of receipt, and what it must come to.
 *
 * @param group the heading in the matrix
 * @param name what is special about it, as an admin would say it
 * @param digest the digest that the message asked its receipt for
 * @param making how its bytes are made, one encrypted part or several
 * @param message the state of the message afterwards
 * @param receipt the state of the last part afterwards
 * @param words what the reason says, in the message's row if the receipt decided, else in its own
 */
record VerdictKind(
    String group,
    String name,
    String digest,
    Making making,
    State message,
    State receipt,
    String words) {

  /** Makes the parts of one answer, in their order. */
  @FunctionalInterface
  interface Making {
    List<byte[]> parts(Given given) throws Exception;
  }

  /** One that proves the message. */
  static VerdictKind settling(String digest, String name, Making making) {
    return new VerdictKind(
        "settles", name, digest, making, State.DONE, State.CLOSED, "signed that it processed");
  }

  /** Whether the message still waits for its proof. */
  boolean open() {
    return !message.terminal();
  }

  @Override
  public String toString() {
    return name;
  }
}
