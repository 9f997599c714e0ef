package ca.portage.app.reload;

import ca.portage.config.Channel;
import java.util.Map;

/** The values that a channel's route file names as {@code {{channel.value}}}. */
public final class ChannelValues {
  private ChannelValues() {}

  /** Each by its full name. */
  public static Map<String, String> of(Channel channel) {
    String name = channel.name();
    return Map.of(
        name + ".outbox", channel.outbox().toString(),
        name + ".inbox", channel.inbox().toString(),
        name + ".submit", channel.submit().toString(),
        name + ".collect", channel.collect().toString(),
        name + ".poll", Long.toString(channel.poll().toMillis()));
  }
}
