package ca.portage.care;

import ca.portage.config.Home;
import ca.portage.ledger.Archive;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kin;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.ledger.Transitions;
import ca.portage.spool.Durable;
import ca.portage.spool.InFolder;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a channel's retention lets go: rows, history and files of what is finished and old enough,
 * together with all that belongs to it, or not at all. Files go first: what is cut off between the
 * two leaves rows without files, which the next purge takes.
 */
public final class Purge {
  private static final int PAGE = 200;
  private static final int REMEMBERED = 10_000;

  private final Home home;
  private final Transitions ledger;
  private final Archive archive;
  private final String channel;
  private final Instant before;
  private final boolean apply;
  private final List<Kin> ready = new ArrayList<>();
  private final Map<String, Kin> met = new HashMap<>();
  private int messages;
  private int downloads;
  private long bytes;
  private final Map<State, Integer> unfinished = new EnumMap<>(State.class);
  private int bound;

  private Purge(Home home, Transitions ledger, String channel, Instant before, boolean apply) {
    this.home = home;
    this.ledger = ledger;
    this.archive = new Archive(ledger);
    this.channel = channel;
    this.before = before;
    this.apply = apply;
  }

  /**
   * What goes, or would.
   *
   * @param bytes of the files
   * @param unfinished older messages that stay because somebody has to see to them, by state
   * @param bound older messages that stay because they belong to one of those or to a younger one
   */
  public record Result(
      int messages, int downloads, long bytes, Map<State, Integer> unfinished, int bound) {}

  /** Says what would go of a channel; changes nothing. */
  public static Result look(Home home, Transitions ledger, String channel, Instant before)
      throws IOException {
    return new Purge(home, ledger, channel, before, false).run();
  }

  /** Takes it away for good. */
  public static Result apply(Home home, Transitions ledger, String channel, Instant before)
      throws IOException {
    return new Purge(home, ledger, channel, before, true).run();
  }

  private Result run() throws IOException {
    pages(after -> archive.messages(channel, before, after, PAGE), Message::id, this::consider);
    pages(after -> archive.downloads(channel, before, after, PAGE), Download::id, this::consider);
    return new Result(messages, downloads, bytes, unfinished, bound);
  }

  /** Does something with one row. */
  @FunctionalInterface
  private interface Step<T> {
    void on(T row) throws IOException;
  }

  private <T> void pages(Function<String, List<T>> page, Function<T, String> id, Step<T> step)
      throws IOException {
    String after = "";
    for (List<T> rows = page.apply(after); !rows.isEmpty(); rows = page.apply(after)) {
      for (T row : rows) {
        step.on(row);
      }
      after = id.apply(rows.get(rows.size() - 1));
      takeAway();
    }
  }

  private void consider(Message message) throws IOException {
    Kin kin = kin(message.id());
    if (kin.finished(before)) {
      if (kin.first().equals(message.id())) {
        ready(kin);
      }
    } else if (message.state().terminal()) {
      bound++;
    } else {
      unfinished.merge(message.state(), 1, Integer::sum);
    }
  }

  /** A download of a thousand receipts ties a thousand messages together: looked for once. */
  private Kin kin(String id) {
    Kin known = met.remove(id);
    if (known != null) {
      return known;
    }
    Kin kin = archive.kin(id);
    if (met.size() + kin.messages().size() > REMEMBERED) {
      met.clear();
    }
    kin.messages().forEach(message -> met.put(message.id(), kin));
    met.remove(id);
    return kin;
  }

  private void consider(Download download) throws IOException {
    Kin kin = archive.kin(download.id());
    if (kin.finished(before)) {
      ready(kin);
    }
  }

  private void ready(Kin kin) throws IOException {
    ready.add(kin);
    messages += kin.messages().size();
    downloads += kin.downloads().size();
    for (Path file : files(kin)) {
      bytes += Files.size(file);
    }
  }

  private void takeAway() throws IOException {
    if (apply && !ready.isEmpty()) {
      // Who misses the files from here on can know why.
      ledger.purging(List.copyOf(ready));
      for (Kin kin : ready) {
        for (Path file : files(kin)) {
          Files.deleteIfExists(file);
        }
        for (Path folder : folders(kin)) {
          Files.deleteIfExists(folder);
        }
      }
      for (String name : List.of("out", "in")) {
        Path folder = home.spool().resolve(name);
        if (Files.isDirectory(folder)) {
          // A file that came back after a power cut would be one that no row knows.
          Durable.forceFolder(folder);
        }
      }
      ledger.purge(
          List.copyOf(ready), before, "channel %s, unchanged since %s".formatted(channel, before));
    }
    ready.clear();
  }

  private List<Path> files(Kin kin) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders(kin)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(files::add);
      } catch (NoSuchFileException e) {
        // An earlier purge was cut off here: the files are gone, the rows are not.
        continue;
      }
    }
    try (Spool spool = Spool.read(home.spool())) {
      for (Message message : kin.messages()) {
        message
            .download()
            .map(download -> spool.in(download).opened(message.part()))
            .filter(Files::exists)
            .ifPresent(files::add);
      }
      for (Download download : kin.downloads()) {
        InFolder in = spool.in(download.id());
        for (Path file : List.of(in.part(), in.raw(), in.hdr(), in.meta())) {
          Optional.of(file).filter(Files::exists).ifPresent(files::add);
        }
      }
    }
    return files;
  }

  private List<Path> folders(Kin kin) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Spool spool = Spool.read(home.spool())) {
      for (Message message : kin.messages()) {
        if (message.direction() == Direction.OUT) {
          folders.add(spool.out(message.id()).folder());
        }
      }
    }
    return folders;
  }
}
