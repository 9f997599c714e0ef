package ca.portage.hostile;

import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What reliability.md says must become of one answer.
 *
 * @param download where the answer itself ends
 * @param said what is read of the answer itself
 * @param parts what becomes of each of its parts, in their order
 */
record Expected(DownloadState download, Said said, List<Part> parts) {
  private static final String CUT = "^a download was cut after \\d+ bytes \\(";

  Expected {
    parts = List.copyOf(parts);
  }

  /** What must become of one part. */
  record Part(State state, Said said) {
    /** It reaches the inbox; no receipt is asked for, and nobody need be told. */
    static Part delivered() {
      return closed("^no receipt was asked for$");
    }

    /** It reaches the inbox, and its receipt the sender. */
    static Part answered() {
      return closed("^its receipt \\w{26} is sent$");
    }

    /** A receipt that settles a message of ours. */
    static Part settling(State state) {
      return closed("^it settles \\w{26} as " + state + "$");
    }

    static Part closed(String tells, String... alerts) {
      return new Part(State.CLOSED, Said.of(tells, alerts));
    }

    /** Refused for this reason, and an admin is alerted to it. */
    static Part rejected(String reason) {
      return new Part(
          State.REJECTED,
          Said.of(reason, "^a received message is rejected: .*(" + plain(reason) + ")"));
    }

    /** Held for this reason, since the fault may be ours. */
    static Part held(String reason) {
      return new Part(
          State.HELD,
          Said.of(
              reason,
              "^a received message is held and tried again by itself: .*(" + plain(reason) + ")"));
    }

    static Part duplicate() {
      return new Part(State.DUPLICATE, Said.of("^came before as message \\w{26}$"));
    }

    static Part conflict() {
      return new Part(
          State.CONFLICT,
          Said.of(
              "has the same message id and other content$",
              "^a message came with an id that was used before and with other content; it was not"
                  + " delivered"));
    }

    private static String plain(String pattern) {
      return pattern.replace("^", "");
    }
  }

  static Expected of(Part... parts) {
    return new Expected(DownloadState.UNPACKED, Said.NOTHING, List.of(parts));
  }

  static Expected all(int count, Part part) {
    return of(Collections.nCopies(count, part).toArray(Part[]::new));
  }

  /** So many parts reach the inbox, and nobody need be told. */
  static Expected delivered(int parts) {
    return all(parts, Part.delivered());
  }

  /** One receipt, which settles a message of ours. */
  static Expected settling(State state) {
    return of(Part.settling(state));
  }

  /** One part, refused for this reason. */
  static Expected rejected(String reason) {
    return of(Part.rejected(reason));
  }

  /** One part, held for this reason. */
  static Expected held(String reason) {
    return new Expected(
        DownloadState.STORED, Said.of("^to be unpacked again$"), List.of(Part.held(reason)));
  }

  /** Whole parts are used; somebody is told of the cut, and that the rest is missing. */
  static Expected cut(int parts) {
    return delivered(parts).alerting(CUT, unclosed(parts).said().alerts().get(0));
  }

  /** Cut where nothing was missing yet but its end. */
  static Expected cutBehindTheParts(int parts) {
    return delivered(parts).alerting(CUT);
  }

  /** The answer came whole, and its content breaks off. */
  static Expected unclosed(int parts) {
    return delivered(parts)
        .alerting(
            "^download \\w{26} was cut: %d whole parts are used, (1 is partial|its end is missing);"
                .formatted(parts));
  }

  /** It is no download; it is kept and told. */
  static Expected refused(String reason) {
    return new Expected(
        DownloadState.FAILED, Said.of(reason, "^polling was refused: .*" + reason), List.of());
  }

  /** It says that it is a download, and cannot be taken apart. */
  static Expected unreadable(String reason) {
    String text = "the stored answer cannot be taken apart: .*" + reason;
    return new Expected(
        DownloadState.FAILED, Said.of("^" + text, "^download \\w{26}: " + text), List.of());
  }

  /** Nothing that can be read as an answer came. */
  static Expected unknown(String reason) {
    return new Expected(
        DownloadState.UNKNOWN,
        Said.of(
            "^no answer came: .*" + reason,
            "^possible loss: the gateway took a download request and .*" + reason),
        List.of());
  }

  /** A head came, and nothing after it. */
  static Expected cutBeforeItsContent(String reason) {
    return new Expected(
        DownloadState.UNKNOWN,
        Said.of(
            "^the answer was cut before its content$",
            "^a download was cut after 0 bytes \\(.*" + reason),
        List.of());
  }

  /** Nothing was queued. */
  static Expected empty(String reason) {
    return new Expected(DownloadState.EMPTY, Said.of(reason), List.of());
  }

  /** The same with these alerts about the answer itself. */
  Expected alerting(String... alerts) {
    return new Expected(download, new Said(said.tells(), Arrays.asList(alerts)), parts);
  }
}
