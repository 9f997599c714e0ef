package ca.portage.app.reload;

import ca.portage.app.RouteFiles;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Exchanges channels and routes of the running service: everything is read, made and tried first;
 * then each channel that changed is stopped when it has nothing in hand, exchanged and started. One
 * that cannot be leaves the others alone.
 */
public final class Swap {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Home home;
  private final Draft.Desk drafts;
  private final LiveRoutes live;
  private final List<Channel> channels;
  private final RouteTexts routes;
  private final ChannelFiles files;
  private final Runnable changed;
  private final String settings;
  private final Map<String, Prepared> running = new TreeMap<>();
  private final Map<String, String> digests = new HashMap<>();

  /** Says which channels are to run. */
  @FunctionalInterface
  public interface Source {
    /** Those that are, as their files say now. */
    List<Channel> channels() throws ConfigException;

    /** Whether others are to run and cannot yet, so that it is to be asked again now and then. */
    default boolean waits() {
      return false;
    }
  }

  /**
   * Exchanges what runs.
   *
   * @param source asked at each change for the channels that are to run; it leaves out those that
   *     may not begin
   * @param running every channel as it runs
   * @param channels the same, for all who look at them; changed with them
   * @param digests of the channels, taken before anything was made of their files
   * @param changed called after each exchange
   * @throws IOException if the routes or settings cannot be read
   */
  public Swap(
      Home home,
      Source source,
      Builder builder,
      LiveCamel camel,
      Collection<Prepared> running,
      List<Channel> channels,
      Map<String, String> digests,
      Runnable changed)
      throws IOException {
    this.home = home;
    this.live = new LiveRoutes(camel.context(), camel.care());
    this.channels = channels;
    this.changed = changed;
    this.files = new ChannelFiles(home);
    this.drafts = new Draft.Desk(home, source, builder, files);
    this.routes = new RouteTexts(home, RouteFiles.of(home, channels));
    this.settings = settings();
    this.digests.putAll(digests);
    for (Prepared each : running) {
      this.running.put(each.channel().name(), each);
      live.values(each.values());
    }
  }

  private String settings() throws IOException {
    return ChannelFiles.digest(List.of(home.config().resolve("application.properties")));
  }

  /** Whether a file was changed that is read at the start only. */
  boolean waitsForRestart() throws IOException {
    return !settings.equals(settings());
  }

  /** Whether a channel is to run that cannot yet. */
  boolean waits() {
    return drafts.source().waits();
  }

  /** Every file and folder that the running channels are made of. */
  List<Path> files() {
    return running.values().stream().flatMap(each -> files.of(each.channel()).stream()).toList();
  }

  /** Route files that were edited since they were taken into use. */
  List<String> editedRoutes() throws IOException {
    return routes.edited();
  }

  /**
   * Takes changed channels into use, each by itself.
   *
   * @return what was done, for an admin; empty if nothing changed
   * @throws SwapFailedException if one of them could not be exchanged; the others are
   */
  String config()
      throws ConfigException,
          PkiException,
          IOException,
          UnusableRoutesException,
          SwapFailedException {
    Draft draft = drafts.draft(running, digests);
    if (draft.change().isEmpty()) {
      return "";
    }
    Map<Channel, Prepared> prepared = draft.prepared();
    Map<Path, byte[]> texts = new TreeMap<>();
    for (Channel channel : prepared.keySet()) {
      Path file = file(channel.name());
      byte[] text = routes.running().get(file);
      texts.put(file, text == null ? Files.readAllBytes(file) : text);
    }
    tryTogether(texts, prepared.values());
    Progress progress = new Progress();
    for (String name : draft.change().removed()) {
      progress.take("switched off", name, () -> takeAway(name));
    }
    for (Map.Entry<Channel, Prepared> each : prepared.entrySet()) {
      String name = each.getKey().name();
      progress.take(
          draft.change().word(each.getKey()),
          name,
          () -> exchange(each.getValue(), texts.get(file(name)), draft.digests().get(name)));
    }
    return progress.end();
  }

  private static void tryTogether(Map<Path, byte[]> texts, Collection<Prepared> channels)
      throws UnusableRoutesException {
    Map<String, Object> beans = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    for (Prepared each : channels) {
      beans.putAll(each.beans());
      values.putAll(each.values());
    }
    DryRun.of(texts, beans, values);
  }

  private Path file(String channel) {
    return home.routes().resolve(channel + ".camel.yaml");
  }

  private void exchange(Prepared next, byte[] text, String digest)
      throws IOException, SwapFailedException {
    String name = next.channel().name();
    Prepared old = running.get(name);
    if (old == null) {
      Files.createDirectories(next.channel().outbox());
      Files.createDirectories(next.channel().inbox());
      next.recovery().run();
    }
    Path file = file(name);
    live.exchange(
        file,
        FileRoutes.of(old, routes.running().get(file)),
        FileRoutes.of(next, text),
        patience(old));
    routes.running().put(file, text);
    running.put(name, next);
    digests.put(name, digest);
    runsNow(name);
    next.inUse().run();
  }

  private void takeAway(String name) throws SwapFailedException {
    Path file = file(name);
    Prepared old = running.get(name);
    live.exchange(
        file, FileRoutes.of(old, routes.running().get(file)), FileRoutes.NONE, patience(old));
    routes.running().remove(file);
    running.remove(name);
    digests.remove(name);
    runsNow(name);
  }

  /**
   * Whoever looks at the channels sees after each exchange what runs, whatever becomes of others.
   */
  private void runsNow(String name) {
    Prepared now = running.get(name);
    channels.removeIf(channel -> now == null && channel.name().equals(name));
    channels.replaceAll(channel -> channel.name().equals(name) ? now.channel() : channel);
    if (now != null && channels.stream().noneMatch(channel -> channel.name().equals(name))) {
      channels.add(now.channel());
    }
    changed.run();
  }

  private static Duration patience(Prepared old) {
    return old == null ? MARGIN : old.requests().plus(MARGIN);
  }

  /**
   * Takes edited routes into use.
   *
   * @return what was done; empty if no file was edited
   * @throws SwapFailedException if those of a file could not be exchanged; the others are
   */
  String routes()
      throws ConfigException, IOException, UnusableRoutesException, SwapFailedException {
    Map<Path, byte[]> next = RouteTexts.read(RouteFiles.of(home, channels));
    tryTogether(next, running.values());
    Progress progress = new Progress();
    for (Path file : changedFiles(next)) {
      progress.take("routes", home.show(file), () -> apply(file, next.get(file)));
    }
    return progress.end();
  }

  private List<Path> changedFiles(Map<Path, byte[]> next) {
    Set<Path> all = new TreeSet<>(next.keySet());
    all.addAll(routes.running().keySet());
    return all.stream()
        .filter(file -> !Arrays.equals(next.get(file), routes.running().get(file)))
        .toList();
  }

  private void apply(Path file, byte[] text) throws SwapFailedException {
    Prepared own = running.get(file.getFileName().toString().replace(".camel.yaml", ""));
    live.exchange(
        file,
        FileRoutes.of(own, routes.running().get(file)),
        FileRoutes.of(own, text),
        patience(own));
    if (text == null) {
      routes.running().remove(file);
    } else {
      routes.running().put(file, text);
    }
    changed.run();
  }
}
