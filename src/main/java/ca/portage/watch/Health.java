package ca.portage.watch;

import ca.portage.config.Channel;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kind;
import ca.portage.ledger.LedgerReader;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Health is progress, not liveness: for each stage of a channel the item that has been due the
 * longest. What waits for a person or for a time in the ledger is not due.
 */
public final class Health {
  private static final int LOOK = 500;
  private static final List<String> NOT_FINISHED = List.of(".tmp", ".part", ".filepart", ".done");

  private Health() {}

  /**
   * The oldest item of each stage that has any, in the order of a message's way.
   *
   * @throws IOException if the drop folder cannot be read
   */
  public static List<Oldest> of(Channel channel, LedgerReader ledger) throws IOException {
    List<Oldest> all = new ArrayList<>();
    String name = channel.name();
    waiting(channel).ifPresent(all::add);
    first(channel, Stage.PACK, oldest(ledger, name, State.CLAIMED)).ifPresent(all::add);
    List<Message> due = ledger.due(name, LOOK);
    due(channel, Stage.SEND, due, Kind.INTERCHANGE).ifPresent(all::add);
    ledger.downloads(name, 1).stream()
        .map(d -> oldest(channel, Stage.POLL, d.id(), d.opened()))
        .forEach(all::add);
    ledger.dueDownloads(name, 1).stream()
        .map(d -> oldest(channel, Stage.UNPACK, d.id(), dueSince(d)))
        .forEach(all::add);
    first(
            channel,
            Stage.DELIVER,
            oldest(ledger, name, State.STORED, State.VERIFIED, State.DELIVERING))
        .ifPresent(all::add);
    due(channel, Stage.RECEIPT, due, Kind.RECEIPT).ifPresent(all::add);
    return List.copyOf(all);
  }

  private static Optional<Oldest> waiting(Channel channel) throws IOException {
    Oldest oldest = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(channel.outbox())) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Instant since = attributes.lastModifiedTime().toInstant();
        boolean counts = !attributes.isDirectory() && finished(name);
        if (counts && (oldest == null || since.isBefore(oldest.since()))) {
          oldest = oldest(channel, Stage.PICK_UP, name, since);
        }
      }
    } catch (NoSuchFileException e) {
      // The folder is made at the first start; a file that has just gone is looked for next time.
      return Optional.empty();
    }
    return Optional.ofNullable(oldest);
  }

  private static boolean finished(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && NOT_FINISHED.stream().noneMatch(lower::endsWith);
  }

  private static Optional<Message> oldest(LedgerReader ledger, String channel, State... states) {
    return Stream.of(states)
        .flatMap(state -> ledger.oldest(channel, state).stream())
        .min(Comparator.comparing(Message::updated));
  }

  private static Optional<Oldest> first(Channel channel, Stage stage, Optional<Message> message) {
    return message.map(m -> oldest(channel, stage, m.id(), m.updated()));
  }

  private static Optional<Oldest> due(Channel channel, Stage stage, List<Message> due, Kind kind) {
    return due.stream()
        .filter(m -> m.kind() == kind)
        .map(m -> oldest(channel, stage, m.id(), m.due().orElse(m.updated())))
        .min(Comparator.comparing(Oldest::since));
  }

  private static Instant dueSince(Download download) {
    return download.due().orElse(download.opened());
  }

  private static Oldest oldest(Channel channel, Stage stage, String item, Instant since) {
    return new Oldest(stage, item, since, stage.limit(channel));
  }
}
