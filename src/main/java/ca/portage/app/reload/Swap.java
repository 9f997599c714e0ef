package ca.portage.app.reload;

import ca.portage.app.RouteFiles;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * then each channel that changed is stopped when it has nothing in hand, exchanged and started.
 */
public final class Swap {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Home home;
  private final ConfigLoader loader;
  private final Source source;
  private final Builder builder;
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
  }

  /**
   * Exchanges what runs.
   *
   * @param source asked at each change for the channels that are to run; it leaves out those that
   *     may not begin
   * @param running every channel as it runs
   * @param channels the same, for all who look at them; changed with them
   * @param changed called after each exchange
   * @throws IOException if the files of a channel cannot be read
   */
  public Swap(
      Home home,
      Source source,
      Builder builder,
      LiveCamel camel,
      Collection<Prepared> running,
      List<Channel> channels,
      Runnable changed)
      throws IOException {
    this.home = home;
    this.loader = new ConfigLoader(home);
    this.source = source;
    this.builder = builder;
    this.live = new LiveRoutes(camel.context(), camel.care());
    this.channels = channels;
    this.changed = changed;
    this.files = new ChannelFiles(home);
    this.routes = new RouteTexts(home, RouteFiles.of(home, channels));
    this.settings = settings();
    for (Prepared each : running) {
      keep(each);
      live.values(each.values());
    }
  }

  private void keep(Prepared each) throws IOException {
    running.put(each.channel().name(), each);
    digests.put(each.channel().name(), files.digest(each.channel()));
  }

  private String settings() throws IOException {
    return ChannelFiles.digest(List.of(home.config().resolve("application.properties")));
  }

  /** Whether a file was changed that is read at the start only. */
  boolean waitsForRestart() throws IOException {
    return !settings.equals(settings());
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
   * Takes changed channels into use.
   *
   * @return what was done, for an admin; empty if nothing changed
   */
  String config()
      throws ConfigException,
          PkiException,
          IOException,
          UnusableRoutesException,
          SwapFailedException {
    List<Channel> next = source.channels();
    if (next.isEmpty()) {
      throw new ConfigException(
          home.channels(),
          "no channel is enabled any more, or all are stopped; if that is meant, stop the service");
    }
    Change change = Change.between(running, next, digests, files);
    if (change.isEmpty()) {
      return "";
    }
    change.refuseWhatNeedsARestart(home);
    Map<String, Prepared> prepared = new TreeMap<>();
    Map<Path, byte[]> texts = new TreeMap<>();
    Map<String, Object> beans = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    for (Channel channel : change.toStart()) {
      Prepared each = builder.prepare(channel);
      prepared.put(channel.name(), each);
      Path file = file(channel.name());
      byte[] text = routes.running().get(file);
      texts.put(file, text == null ? Files.readAllBytes(file) : text);
      beans.putAll(each.beans());
      values.putAll(each.values());
    }
    DryRun.of(texts, beans, values);
    for (String name : change.removed()) {
      takeAway(name);
    }
    for (Prepared each : prepared.values()) {
      exchange(each, texts.get(file(each.channel().name())));
    }
    channels.clear();
    channels.addAll(next);
    changed.run();
    return change.describe();
  }

  private Path file(String channel) {
    return home.routes().resolve(channel + ".camel.yaml");
  }

  private void exchange(Prepared next, byte[] text)
      throws IOException, ConfigException, SwapFailedException {
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
        old == null ? MARGIN : patience(old));
    routes.running().put(file, text);
    keep(next);
    next.inUse().run();
  }

  private void takeAway(String name) throws ConfigException, SwapFailedException {
    Path file = file(name);
    Prepared old = running.get(name);
    live.exchange(
        file, FileRoutes.of(old, routes.running().get(file)), FileRoutes.NONE, patience(old));
    routes.running().remove(file);
    running.remove(name);
    digests.remove(name);
  }

  private Duration patience(Prepared each) throws ConfigException {
    return loader.profile(each.channel().profile()).timeouts().total().plus(MARGIN);
  }

  /**
   * Takes edited routes into use.
   *
   * @return what was done; empty if no file was edited
   */
  String routes()
      throws ConfigException, IOException, UnusableRoutesException, SwapFailedException {
    Map<Path, byte[]> next = RouteTexts.read(RouteFiles.of(home, channels));
    Map<String, Object> beans = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    for (Prepared each : running.values()) {
      beans.putAll(each.beans());
      values.putAll(each.values());
    }
    DryRun.of(next, beans, values);
    List<String> done = new ArrayList<>();
    for (Path file : changedFiles(next)) {
      apply(file, next.get(file));
      done.add(home.show(file));
    }
    if (!done.isEmpty()) {
      changed.run();
    }
    return done.isEmpty() ? "" : "routes: " + String.join(", ", done);
  }

  private List<Path> changedFiles(Map<Path, byte[]> next) {
    Set<Path> all = new TreeSet<>(next.keySet());
    all.addAll(routes.running().keySet());
    return all.stream()
        .filter(file -> !Arrays.equals(next.get(file), routes.running().get(file)))
        .toList();
  }

  private void apply(Path file, byte[] text) throws ConfigException, SwapFailedException {
    Prepared own = running.get(file.getFileName().toString().replace(".camel.yaml", ""));
    live.exchange(
        file,
        FileRoutes.of(own, routes.running().get(file)),
        FileRoutes.of(own, text),
        own == null ? MARGIN : patience(own));
    if (text == null) {
      routes.running().remove(file);
    } else {
      routes.running().put(file, text);
    }
  }
}
