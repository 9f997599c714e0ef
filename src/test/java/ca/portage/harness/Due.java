package ca.portage.harness;

import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a start has to take up at once, and whether it has moved.
 *
 * <p>What waits by a rule is not due: an AMBIGUOUS message within its window, a message in its
 * back-off, an ACCEPTED one whose receipt the gateway has not given yet, and a download put off for
 * a part that is held.
 */
final class Due {
  private static final Set<State> AT_ONCE =
      EnumSet.of(State.CLAIMED, State.SENDING, State.STORED, State.VERIFIED, State.DELIVERING);
  private static final String NO_ROW = "no row";
  private static final int ALL = 1_000_000;

  private Due() {}

  /** What is due now, by id, as it stands. */
  static Map<String, String> now(Ledger ledger, Lane lane) throws IOException {
    Instant now = Instant.now();
    Map<String, String> due = new HashMap<>();
    Map<String, Download> downloads = new HashMap<>();
    for (Download download : ledger.downloads("cig", ALL)) {
      downloads.put(download.id(), download);
      if (download.state() == DownloadState.OPEN || ripe(download.state(), download.due(), now)) {
        due.put(download.id(), mark(download));
      }
    }
    for (Message message : ledger.messages(Filter.newest(ALL))) {
      boolean packaged = message.state() == State.PACKAGED && passed(message.due(), now);
      boolean waits =
          message
              .download()
              .map(downloads::get)
              .filter(d -> !ripe(d.state(), d.due(), now))
              .isPresent();
      if (packaged || (AT_ONCE.contains(message.state()) && !waits)) {
        due.put(message.id(), mark(message));
      }
    }
    for (String id : claimed(lane)) {
      if (ledger.message(id).isEmpty()) {
        due.put(id, NO_ROW);
      }
    }
    return due;
  }

  /** Whether something is no longer as it stood. */
  static boolean moved(Ledger ledger, Lane lane, String id, String mark) throws IOException {
    String now =
        ledger
            .message(id)
            .map(Due::mark)
            .or(() -> ledger.download(id).map(Due::mark))
            .orElse(NO_ROW);
    return !now.equals(mark) || (mark.equals(NO_ROW) && !claimed(lane).contains(id));
  }

  private static boolean ripe(DownloadState state, Optional<Instant> due, Instant now) {
    return state == DownloadState.STORED && passed(due, now);
  }

  private static boolean passed(Optional<Instant> due, Instant now) {
    return due.filter(at -> !at.isAfter(now)).isPresent();
  }

  private static String mark(Message message) {
    return message.state() + " since " + message.updated();
  }

  private static String mark(Download download) {
    return download.state() + " due " + download.due();
  }

  /** The ids of claimed files; a folder without a file is a claim that did not happen. */
  private static List<String> claimed(Lane lane) throws IOException {
    Path claims = lane.outbox().resolve(".portage").resolve("claimed");
    if (!Files.isDirectory(claims)) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(claims)) {
      for (Path claim : folders) {
        if (holdsAFile(claim)) {
          ids.add(claim.getFileName().toString());
        }
      }
    }
    return ids;
  }

  private static boolean holdsAFile(Path claim) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(claim)) {
      return files.iterator().hasNext();
    } catch (NoSuchFileException e) {
      // The service forgot the claim while it was looked at.
      return false;
    }
  }
}
