package ca.portage.app.reload;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is different between the channels that run and those that the files describe.
 *
 * @param added that do not run
 * @param changed as they are to be
 * @param before the changed ones as they run, in the same order
 * @param removed names of those that are to run no more
 */
record Change(
    List<Channel> added, List<Channel> changed, List<Channel> before, List<String> removed) {
  static Change between(
      Map<String, Prepared> running,
      List<Channel> next,
      Map<String, String> digests,
      Map<String, String> now) {
    List<Channel> added = new ArrayList<>();
    List<Channel> changed = new ArrayList<>();
    List<Channel> before = new ArrayList<>();
    for (Channel channel : next) {
      Prepared old = running.get(channel.name());
      if (old == null) {
        added.add(channel);
      } else if (!now.get(channel.name()).equals(digests.get(channel.name()))) {
        changed.add(channel);
        before.add(old.channel());
      }
    }
    List<String> names = next.stream().map(Channel::name).toList();
    List<String> removed = running.keySet().stream().filter(n -> !names.contains(n)).toList();
    return new Change(added, changed, before, removed);
  }

  boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** All that are to be made. */
  List<Channel> toStart() {
    return Stream.concat(added.stream(), changed.stream()).toList();
  }

  /**
   * Folders do not move under a running service: a file on its way would stay behind in the old
   * one.
   *
   * @throws ConfigException if one is to
   */
  void refuseWhatNeedsARestart(Home home) throws ConfigException {
    for (int i = 0; i < changed.size(); i++) {
      Channel now = changed.get(i);
      Channel then = before.get(i);
      if (!now.outbox().equals(then.outbox()) || !now.inbox().equals(then.inbox())) {
        throw new ConfigException(
            home.channels().resolve(now.name() + ".yaml"),
            "moves the outbox or the inbox, which needs a restart: stop the service, move what is"
                + " in the old folder, start again");
      }
    }
  }

  /** What happens to a channel that is to be made, in a word. */
  String word(Channel channel) {
    return added.contains(channel) ? "switched on" : "changed";
  }
}
