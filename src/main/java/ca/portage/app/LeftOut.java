package ca.portage.app;

import ca.portage.app.reload.Builder;
import ca.portage.app.reload.Prepared;
import ca.portage.app.reload.Swap;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.KeyPlace;
import ca.portage.pki.PkiException;
import ca.portage.pki.WrongPasswordException;
import ca.portage.spool.ForceFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that are to run and could not be made ready: the others run without them, it is told
 * why, and each is tried again whenever the channels are looked at. What runs already is never left
 * out: it runs on as it was.
 */
final class LeftOut implements Swap.Source {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);

  private final Swap.Source enabled;
  private final Builder builder;
  private final ChannelStandings standings;
  private final Map<String, Channel> waiting = new TreeMap<>();

  /** A token locks itself after wrong PINs: with these settings it is not opened again. */
  private final Map<String, Channel> locked = new TreeMap<>();

  /** Of the channels that {@code enabled} says; {@code builder} makes each ready. */
  LeftOut(Swap.Source enabled, Builder builder, ChannelStandings standings) {
    this.enabled = enabled;
    this.builder = builder;
    this.standings = standings;
  }

  /** Makes the folders of channels, as far as they can be made; beginning says of the others. */
  static void makeFolders(List<Channel> channels) {
    for (Channel channel : channels) {
      try {
        folders(channel);
      } catch (IOException e) {
        LOG.warn("channel {}: its folders cannot be made: {}", channel.name(), e.toString());
      }
    }
  }

  private static void folders(Channel channel) throws IOException {
    Files.createDirectories(channel.outbox());
    Files.createDirectories(channel.inbox());
  }

  /**
   * Makes the channels of a start, those that can be.
   *
   * @throws ConfigException if none can be, for a file of the first
   * @throws PkiException if none can be, for the keys or certificates of the first
   * @throws IOException if none can be, or the disk fails
   */
  synchronized List<Prepared> begin(List<Channel> channels)
      throws ConfigException, PkiException, IOException {
    List<Prepared> ready = new ArrayList<>();
    Map<Channel, Exception> failed = new LinkedHashMap<>();
    for (Channel channel : channels) {
      try {
        folders(channel);
        ready.add(builder.prepare(channel));
      } catch (ForceFailedException e) {
        throw e;
      } catch (ConfigException | PkiException | IOException | RuntimeException e) {
        LOG.error("channel {} cannot be started: {}", channel.name(), why(e), e);
        failed.put(channel, e);
      }
    }
    if (ready.isEmpty() && !failed.isEmpty()) {
      refuse(failed.values().iterator().next());
    }
    failed.forEach(this::leave);
    return ready;
  }

  private static void refuse(Exception first) throws ConfigException, PkiException, IOException {
    if (first instanceof ConfigException e) {
      throw e;
    }
    if (first instanceof PkiException e) {
      throw e;
    }
    if (first instanceof IOException e) {
      throw e;
    }
    throw (RuntimeException) first;
  }

  private void leave(Channel channel, Exception cause) {
    waiting.put(channel.name(), channel);
    boolean token =
        channel.identity().keystores().stream().anyMatch(KeyPlace.Token.class::isInstance);
    boolean lock = token && cause instanceof WrongPasswordException;
    if (lock) {
      locked.put(channel.name(), channel);
    }
    standings.leftOut(
        channel.name(),
        why(cause)
            + (lock
                ? ". A token locks itself after wrong PINs: it is tried again at the next start, or"
                    + " when the channel's file is changed"
                : ". It is tried again by itself, at once when a file of config/ changes"));
  }

  private static String why(Exception e) {
    return e instanceof RuntimeException || e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** The channels that are to run and can: those left out are tried first. */
  @Override
  public synchronized List<Channel> channels() throws ConfigException {
    List<Channel> all = enabled.channels();
    List<String> names = all.stream().map(Channel::name).toList();
    waiting.keySet().retainAll(names);
    locked.keySet().retainAll(names);
    List<Channel> can = new ArrayList<>();
    for (Channel channel : all) {
      if (!waiting.containsKey(channel.name()) || ready(channel)) {
        can.add(channel);
      }
    }
    return can;
  }

  /** Only tried: it is made in earnest when all that changed is. */
  private boolean ready(Channel channel) {
    if (channel.equals(locked.get(channel.name()))) {
      return false;
    }
    try {
      folders(channel);
      builder.prepare(channel);
      return true;
    } catch (ConfigException | PkiException | IOException | RuntimeException e) {
      LOG.debug("channel {} is left out still", channel.name(), e);
      leave(channel, e);
      return false;
    }
  }

  /** Whether one is left out; the end of a wait may be nothing but a date that has come. */
  @Override
  public synchronized boolean waits() {
    return !waiting.isEmpty();
  }

  /** Those that run are not left out, and those that are keep the keys that were opened. */
  synchronized List<String> running(List<String> names) {
    for (String name : names) {
      waiting.remove(name);
      locked.remove(name);
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(waiting.keySet());
    return all;
  }
}
